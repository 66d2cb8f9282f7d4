import type { GitCall } from '../events/git/git-call.ts';
import type { ReflogEntry } from '../evidence/git/reflog-entry.ts';
import type { RepositoryEvidence } from '../evidence/git/repository-evidence.ts';
import type { GitInvocation } from '../shell/git-invocation.ts';
import { spanOf } from './call-index.ts';
import type { RecordedWork } from './recorded-work.ts';

/** Farther apart than the zones of the world are no two clocks of one machine. */
const skewAtMostMs = 26 * 3_600_000;

/**
 * By how much the clock that git saw was behind or ahead of the one of the records, in milliseconds. It is told from
 * calls and reflog entries of the same words, and only where none of them fit together as they stand.
 * @param calls those that worked in the repository
 */
export function clockSkewMs({ reflogs, named }: RepositoryEvidence, calls: readonly GitCall[]): number {
  const heads = reflogs.filter(({ ref }) => ref === 'HEAD' || /^worktrees\/[^/]+\/HEAD$/.test(ref));
  const offsets: number[] = [];
  for (const call of calls) {
    const span = call.outcome === 'succeeded' ? spanOf(call) : undefined;
    if (!span || call.dates !== undefined) continue;
    const found = heads.filter((entry) => isSaidBy(entry, call, named));
    if (found.some(({ at }) => span.fromMs <= Date.parse(at) && Date.parse(at) <= span.toMs)) return 0;
    const distances = found
      .map(({ at }) => Date.parse(at) - (span.fromMs + span.toMs) / 2)
      .filter((distance) => Math.abs(distance) <= skewAtMostMs);
    // Words that stand there more than once tell nothing.
    if (distances.length === 1) offsets.push(...distances);
  }
  const sorted = offsets.sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? 0;
  return last - first <= agreementMs ? Math.round((first + last) / 2 / 1000) * 1000 : 0;
}

/** Calls last seconds to minutes, and git acts somewhere in them. */
const agreementMs = 300_000;

function isSaidBy(entry: ReflogEntry, call: GitCall, named: RepositoryEvidence['named']): boolean {
  return (
    call.facts.some(({ kind, sha }) => kind === 'commit' && named.get(sha) === entry.sha) ||
    call.subjects?.some((subject) => entry.message === `commit: ${subject}`) === true ||
    call.invocations.some((invocation) => writes(invocation, entry.message))
  );
}

/** The words that git puts into the reflog are those of the command. */
function writes({ subcommand, args }: GitInvocation, message: string): boolean {
  const target = args.findLast((arg) => !arg.startsWith('-'));
  if (target === undefined) return false;
  if (subcommand === 'reset') return message === `reset: moving to ${target}`;
  if (subcommand !== 'checkout' && subcommand !== 'switch') return false;
  return message.startsWith('checkout: moving from ') && message.endsWith(` to ${target}`);
}

/** The records with the times that the clock of git would have shown. */
export function shifted<Work extends RecordedWork>(work: Work, skewMs: number): Work {
  if (skewMs === 0) return work;
  const move = (at: string) => new Date(Date.parse(at) + skewMs).toISOString();
  return {
    ...work,
    calls: work.calls.map((call) => ({
      ...call,
      ...(call.startedAt !== undefined && spanOf(call) && { startedAt: move(call.startedAt) }),
      ...(call.endedAt !== undefined && spanOf(call) && { endedAt: move(call.endedAt) }),
    })),
    sessions: work.sessions.map((session) => ({
      ...session,
      startedAt: move(session.startedAt),
      endedAt: move(session.endedAt),
      promptsOff: session.promptsOff.map(({ from, to }) => ({ from: move(from), to: move(to) })),
    })),
  };
}
