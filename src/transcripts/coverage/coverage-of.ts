import { agents, otherAgents } from '../../agents/index.ts';
import type { Artifact } from '../../evidence/artifact.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { SessionSummary } from '../session-summary.ts';
import { type UnreadStore, unreadReason } from '../unread-store.ts';
import type { Coverage, CoverageFacts, PromptsOff, RecordCounts, UnreadCommands } from './coverage.ts';
import { spanText, standsOn, statementsOf, unreadCommandsText } from './coverage-statements.ts';

/** What was read, as the inventory of the transcripts knows it. */
export interface ReadRecords {
  readonly counts: RecordCounts;
  /** Those that the window selects. */
  readonly sessions: readonly SessionSummary[];
  readonly artifacts: readonly Artifact[];
  /** Whose files were read: ids in `src/agents/`, each any number of times. */
  readonly agentsOfFiles: readonly string[];
  readonly unread: readonly UnreadStore[];
  /** Further sentences for the reader. */
  readonly remarks?: readonly string[];
}

/** The time that is asked about; absent means without a bound. */
export interface AskedTime {
  readonly since?: Date;
  readonly until?: Date;
}

export function coverageOf(read: ReadRecords, { since, until }: AskedTime): Coverage {
  const { counts, sessions, artifacts, unread, remarks = [] } = read;
  const readOf = new Set(read.agentsOfFiles);
  const known = {
    ...counts,
    // What was not yet written back to a database belongs to it.
    transcripts: artifacts.filter(({ path }) => !/-(?:wal|journal)$/.test(path)).length,
    ...(since && { since: since.toISOString() }),
    ...(until && { until: until.toISOString() }),
    promptsOff: promptsOffIn(sessions, { ...(since && { since }), ...(until && { until }) }),
    agentsRead: agents.filter(({ id }) => readOf.has(id)).map(({ name }) => name),
    unread,
  };
  return { ...known, statements: [...statementsOf(known), ...neverSeen(readOf), ...remarks] };
}

/** Whoever reads an answer has to know where no real file has confirmed how the records were understood. */
function neverSeen(readOf: ReadonlySet<string>): string[] {
  const names = otherAgents
    .filter(({ id, stores }) => readOf.has(id) && !stores.some(({ ledger }) => ledger?.seen))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `records of ${names.join(', ')} were read as public sources describe them: no real file was at hand to confirm it`,
  ];
}

/** The same, with what the effects of calls leave open. */
export function withUnreadCommands(coverage: Coverage, unreadCommands: UnreadCommands): Coverage {
  const text = unreadCommandsText(unreadCommands);
  return {
    ...coverage,
    unreadCommands,
    statements: [...coverage.statements, ...(text === '' ? [] : [text])],
  };
}

/** Sessions whose time with prompts off reaches into the window; a call without a time can lie in any. */
function promptsOffIn(sessions: readonly SessionSummary[], { since, until }: AskedTime): PromptsOff {
  const from = since?.getTime() ?? Number.NEGATIVE_INFINITY;
  const to = until?.getTime() ?? Number.POSITIVE_INFINITY;
  const off = sessions.flatMap(({ bypassWindows, callsByMode }) => {
    const within = bypassWindows.filter(
      (window) => Date.parse(window.to) >= from && Date.parse(window.from) <= to,
    );
    const isUntimed = bypassWindows.length === 0 && callsByMode['bypassPermissions'] !== undefined;
    return within.length > 0 || isUntimed ? [within] : [];
  });
  const inferred = off.filter(
    (windows) => windows.length > 0 && windows.every(({ source }) => source === 'launch-configuration'),
  );
  return { sessions: off.length - inferred.length, inferredSessions: inferred.length };
}

/** Something without which an answer proves nothing, and what would settle it. */
export interface CoverageLimit {
  readonly text: string;
  readonly settledBy: string;
}

export function limitsOf(coverage: Coverage): CoverageLimit[] {
  const { unread } = coverage;
  return [
    ...(isCovered(coverage) ? [] : [{ text: standsOn(coverage), settledBy: otherTime(coverage) }]),
    ...unread.map((store) => ({
      text: unreadReason(store),
      settledBy: `the sessions of ${store.name}, read by whoever knows their form`,
    })),
  ];
}

/** A window without a record, where there are records: nothing can be said of it. */
export function coverageGaps(coverage: Coverage): Gap[] {
  const { since, until, all, untimed } = coverage;
  const hasWindow = since !== undefined || until !== undefined;
  const hasRecords = all.from !== undefined || untimed > 0;
  if (isCovered(coverage) || !hasWindow || !hasRecords) return [];
  return [{ kind: 'outside-window', reason: standsOn(coverage) }];
}

/** Whether anything that was read can tell of the time that is asked about. */
function isCovered({ sessions }: CoverageFacts): boolean {
  return sessions > 0;
}

/** Whether records were read that lie outside of the window. */
export function leavesOut({ before, after }: CoverageFacts): boolean {
  return before.sessions + after.sessions > 0;
}

/** How many calls with permission prompts off lie outside of the window: what they did was not judged. */
export function promptsOffLeftOut({ before, after }: Pick<CoverageFacts, 'before' | 'after'>): number {
  return (before.promptsOff ?? 0) + (after.promptsOff ?? 0);
}

function otherTime({ all }: CoverageFacts): string {
  const known = all.from === undefined ? '' : ` (${spanText(all)})`;
  return `the question for a time that the transcripts cover${known}, or other records of the time that was asked for`;
}
