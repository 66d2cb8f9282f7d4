import type { Finding } from '../detect/finding.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { SessionSummary } from '../transcripts/session-summary.ts';
import type { PermissionModeSource } from '../transcripts/tool-call.ts';
import type { AttributedRefMove } from './attribution.ts';

/** Anything with a time that an analyst would put on a line. */
export interface TimelineEvent {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly kind: 'session-start' | 'session-end' | 'bypass-start' | 'bypass-end' | 'finding' | 'ref-move';
  /** Our words. */
  readonly what: string;
  /** The evidence's words; hostile. */
  readonly subject: string;
  readonly sessionId?: string;
  readonly evidence: EvidenceReference;
}

export interface TimelineInput {
  readonly sessions: readonly SessionSummary[];
  readonly findings: readonly Finding[];
  readonly moves: readonly AttributedRefMove[];
}

/** In time order; events of one moment in the order session, window, finding, ref move. */
export function timelineOf({ sessions, findings, moves }: TimelineInput): TimelineEvent[] {
  return [
    ...sessions.flatMap(ofSession),
    ...findings.flatMap(ofFinding),
    ...withoutTwins(moves).map(ofMove),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function ofSession(session: SessionSummary): TimelineEvent[] {
  const { sessionId, evidence, startedAt, endedAt, bypassWindows } = session;
  const event = (kind: TimelineEvent['kind'], at: string, what: string): TimelineEvent => ({
    at,
    kind,
    what,
    subject: sessionId,
    sessionId,
    evidence,
  });
  const windows = bypassWindows.flatMap(({ from, to, calls, source }) => [
    event('bypass-start', from, `permission prompts off${sourceOf(source)}`),
    event('bypass-end', to, `last record with prompts off, after ${calls} calls${sourceOf(source)}`),
  ]);
  return [
    ...(startedAt === undefined ? [] : [event('session-start', startedAt, 'session starts')]),
    ...windows,
    ...(endedAt === undefined ? [] : [event('session-end', endedAt, 'last record of the session')]),
  ];
}

function sourceOf(source: PermissionModeSource): string {
  return source === 'launch-configuration' ? ' (inferred from the jobs that start sessions)' : '';
}

function ofFinding(finding: Finding): TimelineEvent[] {
  const { at, title, level, subject, sessionId } = finding;
  const [evidence] = finding.evidence;
  if (at === undefined || evidence === undefined || level === 'informational') return [];
  return [
    { at, kind: 'finding', what: `${level}: ${title}`, subject, ...(sessionId && { sessionId }), evidence },
  ];
}

/** A commit moves HEAD and its branch: the branch says more. */
function withoutTwins(moves: readonly AttributedRefMove[]): readonly AttributedRefMove[] {
  const key = ({ repository, at, sha, action }: AttributedRefMove) =>
    [repository, at, sha, action].join('\0');
  const named = new Set(moves.filter(({ ref }) => ref !== 'HEAD').map(key));
  return moves.filter((move) => move.ref !== 'HEAD' || !named.has(key(move)));
}

function ofMove(move: AttributedRefMove): TimelineEvent {
  const { at, action, ref, sha, subject, attribution, sessionId, evidence } = move;
  const by = attribution === 'none' ? 'by no recorded call' : `attribution ${attribution}`;
  return {
    at,
    kind: 'ref-move',
    what: `git ${action} (${by})`,
    subject: `${ref} → ${sha.slice(0, 10)}${subject === undefined ? '' : ` ${subject}`}`,
    ...(sessionId !== undefined && { sessionId }),
    evidence,
  };
}
