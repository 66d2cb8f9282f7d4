import type { GitCall } from '../events/git/git-call.ts';
import type { PrintedGitFact } from '../events/git/printed-git-fact.ts';
import type { RepositoryEvidence } from '../evidence/git/repository-evidence.ts';
import { makesCommit } from './agent-commits.ts';
import { type CallSpan, setsTime, spanOf } from './call-index.ts';
import { canMake, type RefAction } from './ref-action.ts';

/** Calls whose results name an object of the repository. */
export interface Claims {
  /** Those that made the move, the likeliest first; a call that only mentions the id is none of them. */
  of(move: ClaimedMove, running: readonly CallSpan[]): readonly GitCall[];
}

interface ClaimedMove {
  readonly sha: string;
  readonly action: RefAction;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Whether it stands for the making of the commit, and not for a ref that came upon it. */
  readonly isCommit: boolean;
}

interface Claim {
  readonly call: GitCall;
  readonly fact: PrintedGitFact;
  readonly span: CallSpan | undefined;
}

export function claimsOf(repository: RepositoryEvidence, calls: readonly GitCall[]): Claims {
  const subjects = new Map(repository.commits.map(({ sha, subject }) => [sha, subject]));
  const bySha = new Map<string, Claim[]>();
  for (const call of calls) {
    const span = spanOf(call);
    for (const fact of call.facts) {
      const sha = repository.named.get(fact.sha);
      if (sha === undefined) continue;
      const claims = bySha.get(sha) ?? [];
      claims.push({ call, fact, span });
      bySha.set(sha, claims);
    }
  }
  return {
    of(move) {
      const weighed = (bySha.get(move.sha) ?? [])
        .map((claim) => ({ claim, weight: weightOf(claim, move, subjects.get(move.sha)) }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight || endOf(a.claim) - endOf(b.claim));
      return [...new Map(weighed.map(({ claim: { call } }) => [call.id, call])).values()];
    },
  };
}

/** 0 where the fact does not say that the call made the move. */
function weightOf({ call, fact, span }: Claim, move: ClaimedMove, subject: string | undefined): number {
  const at = Date.parse(move.at);
  const inSpan = (span !== undefined && span.fromMs <= at && at <= span.toMs) || setsTime(call, at);
  // The clocks are two machines', and nobody but the service can have named the id before.
  if (fact.kind === 'served') return makesCommit.has(move.action) && move.isCommit ? 5 : 0;
  const canHaveMade =
    call.isOrphan === true || call.invocations.some(({ subcommand }) => canMake(subcommand, move.action));
  if (fact.kind === 'commit' && makesCommit.has(move.action)) {
    const sameSubject =
      fact.subject === '' || subject === undefined || fact.subject.trim() === subject.trim();
    // A resumed session repeats old results under new times, so the time alone refutes nothing.
    if (!inSpan && !(canHaveMade && sameSubject)) return 0;
    return 4 + (canHaveMade ? 2 : 0) + (inSpan ? 1 : 0);
  }
  if (!inSpan) return 0;
  const fits = kindActions[fact.kind].includes(move.action);
  if (fits) return canHaveMade ? 3 : 2;
  return fact.kind === 'mentioned' && canHaveMade ? 1 : 0;
}

const kindActions: Readonly<Record<PrintedGitFact['kind'], readonly RefAction[]>> = {
  commit: [],
  served: [],
  'branch-deleted': [],
  'tag-moved': [],
  'tag-pruned': [],
  'tag-rewritten': [],
  'ref-seen': [],
  'stash-dropped': [],
  'head-moved': ['reset', 'checkout'],
  pushed: ['push'],
  mentioned: [],
};

function endOf({ call }: Claim): number {
  return call.endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(call.endedAt);
}
