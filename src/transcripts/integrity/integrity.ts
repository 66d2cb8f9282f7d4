import type { Retention } from '../../evidence/configuration/retention.ts';
import type { Gap, GapKind } from '../../evidence/gap.ts';
import type { Orphan, SessionPart } from '../digest/group-digest.ts';
import type { KeptTime } from '../session-inventory.ts';
import type { SessionSummary } from '../session-summary.ts';
import type { RunningSession } from '../sources/claude-code/running-sessions.ts';
import type { SessionTraces } from '../sources/claude-code/session-traces.ts';
import type { TranscriptFile } from '../transcript-file.ts';

const namedAtMost = 5;
const dayMs = 86_400_000;
const daysByDefault = 30;

/** The time that is asked about, and how far back transcripts are kept. */
export interface Window {
  readonly since?: Date;
  readonly until?: Date;
  /** When the evidence was as it is: transcripts older by the time that they are kept were deleted until then. */
  readonly asOf?: Date;
  readonly retention: Retention;
}

/** Sessions that places name and of which there is no transcript, by the time of their last trace. */
export interface AbsentSessions {
  readonly traces: readonly SessionTraces[];
  /** Sessions with transcripts. */
  readonly known: ReadonlySet<string>;
  readonly window: Window;
  /** When the transcript that was written first had its last record, in milliseconds; infinite for none. */
  readonly oldestAt: number;
}

/**
 * Places that name sessions of which there is no transcript, and whose transcripts should be there: they are not older
 * than they are kept, or others of their age are still there. Where a time is asked about, a trace counts that lies in
 * it; one without a time tells nothing then.
 */
export function missingTranscripts(absent: AbsentSessions): Gap[] {
  return absent.traces.flatMap((trace) => {
    const { missing, kept } = absentOf(trace, absent);
    const why = `, older than the ${daysKept(absent.window.retention)} days that transcripts are kept, as others are that are there`;
    return [
      ...absence(missing, { place: trace.place, kind: 'missing', why: '' }),
      ...absence(kept, { place: trace.place, kind: 'outside-window', why }),
    ];
  });
}

/** How many sessions left a trace and were deleted as a matter of course, for whoever reads the answer. */
export function expiredTranscripts(absent: AbsentSessions): string[] {
  const { size } = new Set(absent.traces.flatMap((trace) => absentOf(trace, absent).expired));
  if (size === 0) return [];
  const sessions = size === 1 ? '1 session' : `${size} sessions`;
  return [
    `${sessions} older than the ${daysKept(absent.window.retention)} days that transcripts are kept left traces alone: what they did is not known`,
  ];
}

type AbsentOf = Readonly<Record<'missing' | 'kept' | 'expired', readonly string[]>>;

function absentOf({ sessions, isKept }: SessionTraces, absent: AbsentSessions): AbsentOf {
  const { known, window, oldestAt } = absent;
  const absentIds = (is: (at: number) => boolean): string[] =>
    [...sessions].flatMap(([id, at]) => (!known.has(id) && isAskedAbout(at, window) && is(at) ? [id] : []));
  const isGone = (at: number): boolean => isKept !== true && isExpired(at, window);
  return {
    missing: absentIds((at) => !isGone(at)),
    kept: absentIds((at) => isGone(at) && oldestAt < at),
    expired: absentIds((at) => isGone(at) && oldestAt >= at),
  };
}

function absence(
  ids: readonly string[],
  { place, kind, why }: { place: string; kind: GapKind; why: string },
): Gap[] {
  if (ids.length === 0) return [];
  const sessions = ids.length === 1 ? 'a session has' : `${ids.length} sessions have`;
  const reason = `${sessions} a trace here and no transcript${why}: ${list([...ids].sort())}`;
  return [{ kind, reason, evidence: { path: place }, absent: { sessions: ids.length } }];
}

export function isAskedAbout(at: number, { since, until }: Window): boolean {
  if (since === undefined && until === undefined) return true;
  return (since === undefined || at >= since.getTime()) && (until === undefined || at <= until.getTime());
}

export function isExpired(at: number, { asOf, retention }: Window): boolean {
  return asOf !== undefined && at < oldestKept(retention, asOf).getTime();
}

/** What 0 means depends on the version; see {@link unclearRetention}. */
function daysKept({ days }: Retention): number {
  return days === 0 ? daysByDefault : days;
}

/** Versions 1.0.60 to 2.1.50 took 0 for "never delete" or for "write no transcripts"; later ones refuse it. */
export function unclearRetention({ days, evidence }: Retention): Gap[] {
  if (days !== 0) return [];
  const reason = 'cleanupPeriodDays is 0: some versions then write no transcripts at all';
  return [{ kind: 'outside-window', reason, ...(evidence && { evidence }) }];
}

/** What transcripts can tell of at all, at a time. */
export function keptTime(retention: Retention, asOf: Date | undefined): KeptTime {
  return { ...retention, ...(asOf && { coversFrom: oldestKept(retention, asOf).toISOString() }) };
}

function oldestKept(retention: Retention, asOf: Date): Date {
  return new Date(asOf.getTime() - daysKept(retention) * dayMs);
}

/** A session that goes on writes more than was read; `until` bounds the question. */
export function unfinished(running: readonly RunningSession[], until: Date | undefined, now?: Date): Gap[] {
  if (until && now && until < now) return [];
  return running.map(({ sessionId, processId, evidence }) => {
    const process = processId === undefined ? '' : ` (process ${processId})`;
    const reason = `session ${sessionId} is listed as running${process}: its transcript may still grow, or it was killed`;
    return { kind: 'truncated', reason, evidence };
  });
}

/** Sessions of which only files of subagents are left. */
export function missingMainTranscripts(
  sessions: readonly { readonly sessionId: string; readonly parts: readonly SessionPart[] }[],
  files: readonly Pick<TranscriptFile, 'kind' | 'reference' | 'sessionId'>[],
): Gap[] {
  const mains = new Set(files.flatMap(({ kind, sessionId }) => (kind === 'main' ? [sessionId] : [])));
  const agents = new Set(files.flatMap(({ kind, reference }) => (kind === 'subagent' ? [reference] : [])));
  const left = sessions.flatMap(({ sessionId, parts }) => {
    const part = parts.find(({ reference, ofAgent }) => ofAgent === true || agents.has(reference));
    // A file may be named after its session in part only: what it says of itself counts as well.
    const isThere = mains.has(sessionId) || parts.some(({ own }) => own);
    return part && !isThere ? [{ sessionId, path: part.reference }] : [];
  });
  const [first] = left;
  if (!first) return [];
  const ids = left.map(({ sessionId }) => sessionId);
  const whose =
    ids.length === 1
      ? `session ${ids[0]} left a transcript; its own is`
      : `${ids.length} sessions left transcripts; their own are`;
  const reason = `only subagents of ${whose} not there${ids.length === 1 ? '' : `: ${list(ids)}`}`;
  return [{ kind: 'missing', reason, evidence: { path: first.path }, absent: { sessions: ids.length } }];
}

/** One gap for each file with results whose calls are nowhere. */
export function orphanedResults(orphans: readonly Orphan[], reference: (file: number) => string): Gap[] {
  const byFile = new Map<number, Orphan[]>();
  for (const orphan of orphans) byFile.set(orphan.file, [...(byFile.get(orphan.file) ?? []), orphan]);
  return [...byFile].map(([file, [first, ...more]]) => ({
    kind: 'missing',
    reason: `${more.length === 0 ? 'a result stands' : `${more.length + 1} results stand`} here whose call is in no transcript`,
    evidence: { path: reference(file), ...(first && { line: first.line }) },
  }));
}

/** A `tools-used` record names the tools of its session; one without a call means lost lines. */
export function unusedClaims(parts: readonly SessionPart[], summary: SessionSummary): Gap[] {
  const unused = [...new Set(parts.flatMap(({ claimedTools }) => claimedTools))].filter(
    (tool) => summary.callsByTool[tool] === undefined,
  );
  if (unused.length === 0) return [];
  return [
    {
      kind: 'missing',
      reason: `the session used ${list(unused)}, of which no call is left`,
      evidence: summary.evidence,
    },
  ];
}

/** Tools whose edits the agent counts by lines. */
const editing = ['Edit', 'MultiEdit', 'NotebookEdit', 'Write'];

/** A `cost-state` record counts what the session did; a count without a call means lost lines. */
export function unmetCounts(parts: readonly SessionPart[], summary: SessionSummary): Gap[] {
  const changedLines = Math.max(...parts.map(({ claimedChangedLines }) => claimedChangedLines));
  const toolDurationMs = Math.max(...parts.map(({ claimedToolDurationMs }) => claimedToolDurationMs));
  const hasEdits = editing.some((tool) => summary.callsByTool[tool] !== undefined);
  const { evidence } = summary;
  if (toolDurationMs > 0 && summary.toolCalls === 0)
    return [{ kind: 'missing', reason: 'tools ran in the session, and no call is left', evidence }];
  if (changedLines === 0 || hasEdits) return [];
  const reason = `the session changed ${changedLines} lines of files, and no call that edits is left`;
  return [{ kind: 'missing', reason, evidence }];
}

/** One gap for each session that was asked for by its id and is not there. */
export function unknownSessions(asked: readonly string[], sessions: readonly SessionSummary[]): Gap[] {
  return asked
    .filter((id) => !sessions.some(({ sessionId }) => sessionId.startsWith(id)))
    .map((id) => ({ kind: 'missing', reason: `there is no transcript of a session ${id}` }));
}

/** A question that reaches back further than the agent keeps transcripts, with nothing older to show that it did. */
export function beyondRetention(
  sessions: readonly SessionSummary[],
  { since, asOf, retention }: { readonly since: Date; readonly asOf: Date; readonly retention: Retention },
): Gap[] {
  const days = daysKept(retention);
  const oldest = oldestKept(retention, asOf);
  const reaches = sessions.some(({ endedAt }) => endedAt !== undefined && new Date(endedAt) <= since);
  if (since >= oldest || reaches) return [];
  const whose = retention.scope === 'default' ? 'by default' : `by ${retention.scope} settings`;
  const reason = `transcripts are deleted after ${days} days ${whose}: what ran before ${oldest.toISOString().slice(0, 10)} is not known`;
  const { evidence } = retention;
  return [{ kind: 'outside-window', reason, ...(evidence && { evidence }) }];
}

function list(names: readonly string[]): string {
  const more = names.length > namedAtMost ? ` and ${names.length - namedAtMost} more` : '';
  return names.slice(0, namedAtMost).join(', ') + more;
}
