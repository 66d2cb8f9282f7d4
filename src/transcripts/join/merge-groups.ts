import { type BackgroundEnd, type BackgroundStep, backgroundEnds } from '../digest/background-steps.ts';
import {
  type callLayout,
  flag,
  type GroupDigest,
  type KnownGroup,
  type Orphan,
  type SessionPart,
} from '../digest/group-digest.ts';
import { IdSet } from '../digest/id-set.ts';
import { IdTable } from '../digest/id-table.ts';
import type { DatedMark } from '../digest/mode-history.ts';
import { ModelTokensCounter } from '../digest/model-tokens.ts';
import { CallList, type CallRow } from '../plan/call-list.ts';
import type { ModelTokens, SessionTokens } from '../session-summary.ts';
import { outcomes } from '../tool-call.ts';
import { claim, compareIds, idAt, precedes } from './claim-calls.ts';
import { type Conversations, continueModes } from './continued-modes.ts';
import { settleOutcomes } from './settle-outcomes.ts';
import { type CallPlace, type CompareCopies, settleVariants } from './settle-variants.ts';

/** One row of one group's table of turns. */
export interface TurnRow {
  readonly group: number;
  readonly row: number;
  readonly at: number;
}

/** One session over all groups that tell of it. */
export interface MergedSession {
  readonly sessionId: string;
  /** Id in `src/agents/`. */
  readonly agent: string;
  readonly parts: readonly SessionPart[];
  readonly firstAt?: number;
  readonly lastAt?: number;
  /** In time order. */
  readonly calls: CallList;
  /** Human turns that carry a time, in order. */
  readonly turns: readonly TurnRow[];
  /** Those that carry none, as they were read. */
  readonly untimedTurns: readonly TurnRow[];
  /** Modes that its records name, in time order. */
  readonly marks: readonly DatedMark[];
  readonly tokens: SessionTokens;
  readonly tokensByModel: readonly ModelTokens[];
}

export interface MergedGroups {
  /** In the order of their first time, then of their id. */
  readonly sessions: readonly MergedSession[];
  /** Results whose call is nowhere. */
  readonly orphans: readonly Orphan[];
  /** Places at which one id stands for calls that do different things, each id with all of its places. */
  readonly disputed: readonly (readonly CallPlace[])[];
}

/** Joins groups: copies that a resumed or forked session carried over are dropped, sessions are put in order. */
export class GroupMerger {
  readonly groups: KnownGroup[] = [];
  readonly #table = new IdTable();
  readonly #messages = new IdSet();
  readonly #sessions = new Map<string, OpenSession>();
  readonly #conversations: Conversations[] = [];
  readonly #background: (readonly BackgroundStep[])[] = [];

  /** Takes one group after the other, in the order of their files. @param agent id in `src/agents/` */
  take(digest: GroupDigest, agent: string): void {
    const { usage, gaps: _gaps, unclaimed: _unclaimed, places, continuations, background, ...told } = digest;
    const group = { ...told, agent };
    const index = this.groups.push(group) - 1;
    this.#conversations.push({ sessions: group.sessions, places, continuations });
    this.#background.push(background);
    const { groups } = this;
    for (let row = 0; row < group.calls.count; row += 1) claim(groups, this.#table, { group: index, row });
    const own = group.sessions.map((part) => this.#sessionOf(part, agent));
    takeTurns(group, index, own);
    takeTokens({ usage, names: group.names }, own, this.#messages);
  }

  /** @param compare reads calls again that have one id and may be two calls */
  finish(compare: CompareCopies): MergedGroups {
    const { groups } = this;
    const orphans = groups.flatMap(({ orphans: loose }) =>
      loose.filter((orphan) => !adopt(groups, this.#table, orphan)),
    );
    for (const end of backgroundEnds(this.#background)) endCall(groups, this.#table, end);
    for (const group of groups) settleOutcomes(group);
    const disputed = settleVariants(groups, {
      known: (id) => this.#table.get(id),
      precedes: (one, other) => precedes(groups, one, other),
      compare,
    });
    continueModes(groups, this.#conversations.splice(0));
    groups.forEach((group, index) => {
      takeCalls(
        group,
        index,
        group.sessions.map((part) => this.#sessionOf(part, group.agent).calls),
      );
    });
    const sessions = [...this.#sessions.values()].map((session) => finished(groups, session)).sort(byStart);
    return { sessions: withOwnMarks(sessions), orphans, disputed };
  }

  #sessionOf(part: SessionPart, agent: string): OpenSession {
    const session = this.#sessions.get(part.sessionId) ?? emptySession(part.sessionId, agent);
    this.#sessions.set(part.sessionId, session);
    if (!session.parts.includes(part)) session.parts.push(part);
    return session;
  }
}

/** A session that carries another on repeats its records, with their times. */
function withOwnMarks(sessions: readonly MergedSession[]): MergedSession[] {
  const seen = new Set<number>();
  return sessions.map((session) => {
    const marks = session.marks.filter(({ at }) => !seen.has(at));
    for (const { at } of marks) seen.add(at);
    return { ...session, marks };
  });
}

function byStart(a: MergedSession, b: MergedSession): number {
  return (
    (a.firstAt ?? Number.MAX_VALUE) - (b.firstAt ?? Number.MAX_VALUE) || compareIds(a.sessionId, b.sessionId)
  );
}

const background = outcomes.indexOf('background');
const unknownOutcome = outcomes.indexOf('unknown');

/** The result of a call that another group holds; it counts where that call has none. */
function adopt(groups: readonly KnownGroup[], table: IdTable, orphan: Orphan): boolean {
  const owner = table.get(orphan.id);
  const column = owner && groups[owner.group]?.calls.column;
  if (!column) return false;
  const flags = column.flags[owner.row] ?? 0;
  if ((flags & flag.hasResult) !== 0) return true;
  column.flags[owner.row] = flags | flag.hasResult | (orphan.isError ? flag.isError : 0);
  column.outcome[owner.row] = outcomes.indexOf(orphan.outcome);
  column.resultAt[owner.row] = orphan.at;
  column.resultOffset[owner.row] = orphan.offset;
  column.resultLength[owner.row] = orphan.length;
  column.resultLine[owner.row] = orphan.line;
  column.resultFile[owner.row] = orphan.file;
  return true;
}

/** The end of a call that went to the background, or of one whose result is not there. */
function endCall(groups: readonly KnownGroup[], table: IdTable, { call, outcome }: BackgroundEnd): void {
  const owner = table.get(call);
  const column = owner && groups[owner.group]?.calls.column;
  if (!column) return;
  const before = column.outcome[owner.row];
  const hasResult = ((column.flags[owner.row] ?? 0) & flag.hasResult) !== 0;
  if (before === background || (before === unknownOutcome && !hasResult))
    column.outcome[owner.row] = outcomes.indexOf(outcome);
}

interface OpenSession {
  readonly sessionId: string;
  readonly agent: string;
  readonly parts: SessionPart[];
  /** Group and row in turn. */
  readonly calls: number[];
  readonly turns: TurnRow[];
  readonly tokens: { -readonly [K in keyof SessionTokens]: SessionTokens[K] };
  readonly models: ModelTokensCounter;
}

function takeCalls({ calls }: KnownGroup, group: number, sessions: readonly number[][]): void {
  for (let row = 0; row < calls.count; row += 1) {
    if (((calls.column.flags[row] ?? 0) & flag.dropped) === 0) {
      sessions[calls.column.session[row] ?? 0]?.push(group, row);
    }
  }
}

function takeTurns({ turns }: KnownGroup, group: number, sessions: readonly OpenSession[]): void {
  for (let row = 0; row < turns.count; row += 1) {
    const at = turns.column.at[row] ?? Number.NaN;
    sessions[turns.column.session[row] ?? 0]?.turns.push({ group, row, at });
  }
}

/** Each message once, however many sessions carry a copy of it. */
function takeTokens(
  group: Pick<GroupDigest, 'usage' | 'names'>,
  sessions: readonly OpenSession[],
  messages: IdSet,
): void {
  const { usage } = group;
  const { column } = usage;
  for (let row = 0; row < usage.count; row += 1) {
    if (!messages.add(idAt(column, row))) continue;
    const session = sessions[column.session[row] ?? 0];
    if (!session) continue;
    const { tokens, models } = session;
    if (!models.add(group, row)) continue;
    if (column.unfinished[row] === 1) tokens.isLowerBound = true;
    tokens.input += column.input[row] ?? 0;
    tokens.output += column.output[row] ?? 0;
    tokens.cacheRead += column.cacheRead[row] ?? 0;
    tokens.cacheCreation += column.cacheCreation[row] ?? 0;
  }
}

function finished(groups: readonly KnownGroup[], open: OpenSession): MergedSession {
  const { models, ...session } = open;
  const firsts = session.parts.flatMap(({ firstAt }) => firstAt ?? []);
  const lasts = session.parts.flatMap(({ lastAt }) => lastAt ?? []);
  return {
    ...session,
    ...(firsts.length > 0 && { firstAt: Math.min(...firsts), lastAt: Math.max(...lasts) }),
    calls: new CallList(open.calls, (a, b) => byTime(groups, a, b)),
    tokensByModel: models.list(),
    marks: open.parts.flatMap(({ marks }) => marks).sort((a, b) => a.at - b.at),
    turns: session.turns.filter(({ at }) => !Number.isNaN(at)).sort((a, b) => a.at - b.at),
    untimedTurns: session.turns.filter(({ at }) => Number.isNaN(at)),
  };
}

const orderColumns = [
  'at',
  'file',
  'offset',
  'ordinal',
] as const satisfies readonly (keyof typeof callLayout)[];

function byTime(groups: readonly KnownGroup[], a: CallRow, b: CallRow): number {
  const [one, other] = [groups[a.group]?.calls.column, groups[b.group]?.calls.column];
  for (const name of orderColumns) {
    const difference = sortable(one?.[name][a.row]) - sortable(other?.[name][b.row]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What has no time comes last. */
function sortable(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? Number.MAX_VALUE : value;
}

function emptySession(sessionId: string, agent: string): OpenSession {
  return {
    sessionId,
    agent,
    parts: [],
    calls: [],
    turns: [],
    tokens: { input: 0, output: 0, cacheRead: 0, cacheCreation: 0 },
    models: new ModelTokensCounter(),
  };
}
