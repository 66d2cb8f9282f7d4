import type { Gap } from '../../evidence/gap.ts';
import type { SessionTraces } from '../../evidence/transcripts/session-traces.ts';
import type { SessionSummary } from '../session-summary.ts';
import type { Orphan, SessionPart } from './group-digest.ts';

const namedAtMost = 5;

/** One gap for each place that names sessions of which there is no transcript. */
export function missingTranscripts(traces: readonly SessionTraces[], known: ReadonlySet<string>): Gap[] {
  return traces.flatMap(({ place, sessionIds }) => {
    const missing = [...sessionIds].filter((id) => !known.has(id)).sort();
    if (missing.length === 0) return [];
    const sessions = missing.length === 1 ? 'a session has' : `${missing.length} sessions have`;
    return [
      {
        kind: 'missing',
        reason: `${sessions} a trace here and no transcript: ${list(missing)}`,
        evidence: { path: place },
      },
    ];
  });
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
  const oldest = new Date(now.getTime() - days * 86_400_000);
  const reaches = sessions.some(({ startedAt }) => startedAt !== undefined && new Date(startedAt) <= since);
  if (since >= oldest || reaches) return [];
  const reason = `transcripts are deleted after ${days} days: what ran before ${oldest.toISOString().slice(0, 10)} is not known`;
  return [{ kind: 'outside-window', reason }];
}

function list(names: readonly string[]): string {
  const more = names.length > namedAtMost ? ` and ${names.length - namedAtMost} more` : '';
  return names.slice(0, namedAtMost).join(', ') + more;
}
