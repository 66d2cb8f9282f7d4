import type { Gap, GapKind } from '../../evidence/gap.ts';
import type { SessionTraces } from '../../evidence/transcripts/session-traces.ts';
import type { SessionSummary } from '../session-summary.ts';
import type { Orphan, SessionPart } from './group-digest.ts';

const namedAtMost = 5;
const dayMs = 86_400_000;

/** The time that is asked about, and how far back transcripts are kept. */
export interface Window {
  readonly since?: Date;
  readonly until?: Date;
  readonly now?: Date;
  readonly retentionDays: number;
}

/**
 * Places that name sessions of which there is no transcript: older ones were deleted as a matter of course, others are
 * missing. Where a time is asked about, a trace counts that lies in it; one without a time tells nothing then.
 */
export function missingTranscripts(
  traces: readonly SessionTraces[],
  known: ReadonlySet<string>,
  window: Window,
): Gap[] {
  return traces.flatMap(({ place, sessions }) => {
    const absent = [...sessions].filter(([id, at]) => !known.has(id) && isAskedAbout(at, window));
    const expired = absent.filter(([, at]) => isExpired(at, window)).map(([id]) => id);
    const missing = absent.filter(([, at]) => !isExpired(at, window)).map(([id]) => id);
    return [
      ...absence(missing, { place, kind: 'missing', why: '' }),
      ...absence(expired, {
        place,
        kind: 'outside-window',
        why: `, older than the ${window.retentionDays} days that transcripts are kept`,
      }),
    ];
  });
}

function absence(
  ids: readonly string[],
  { place, kind, why }: { place: string; kind: GapKind; why: string },
): Gap[] {
  if (ids.length === 0) return [];
  const sessions = ids.length === 1 ? 'a session has' : `${ids.length} sessions have`;
  const reason = `${sessions} a trace here and no transcript${why}: ${list([...ids].sort())}`;
  return [{ kind, reason, evidence: { path: place } }];
}

function isAskedAbout(at: number, { since, until }: Window): boolean {
  if (since === undefined && until === undefined) return true;
  return (since === undefined || at >= since.getTime()) && (until === undefined || at <= until.getTime());
}

function isExpired(at: number, { now, retentionDays }: Window): boolean {
  return now !== undefined && at < now.getTime() - retentionDays * dayMs;
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

/** One gap for each session that was asked for by its id and is not there. */
export function unknownSessions(asked: readonly string[], sessions: readonly SessionSummary[]): Gap[] {
  return asked
    .filter((id) => !sessions.some(({ sessionId }) => sessionId.startsWith(id)))
    .map((id) => ({ kind: 'missing', reason: `there is no transcript of a session ${id}` }));
}

/** A question that reaches back further than the agent keeps transcripts, with nothing older to show that it did. */
export function beyondRetention(
  sessions: readonly SessionSummary[],
  { since, now, days }: { readonly since: Date; readonly now: Date; readonly days: number },
): Gap[] {
  const oldest = new Date(now.getTime() - days * dayMs);
  const reaches = sessions.some(({ startedAt }) => startedAt !== undefined && new Date(startedAt) <= since);
  if (since >= oldest || reaches) return [];
  const reason = `transcripts are deleted after ${days} days: what ran before ${oldest.toISOString().slice(0, 10)} is not known`;
  return [{ kind: 'outside-window', reason }];
}

function list(names: readonly string[]): string {
  const more = names.length > namedAtMost ? ` and ${names.length - namedAtMost} more` : '';
  return names.slice(0, namedAtMost).join(', ') + more;
}
