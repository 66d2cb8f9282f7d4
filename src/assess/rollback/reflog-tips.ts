import type { GitCall } from '../../events/git/git-call.ts';
import type { GitInvocation } from '../../shell/git-invocation.ts';
import { agentCommits } from '../agent-commits.ts';
import { replacedCommits, type UnnamedCommit, unnamedTips } from './lost-names.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/**
 * Commits of somebody else that only a reflog still reaches, where a call deleted a ref that is neither a branch nor a
 * tag: git prints nothing of where such a ref stood, and keeps no reflog of it.
 * https://git-scm.com/docs/git-update-ref
 */
export function reflogTips(facts: RepositoryFacts): UnnamedCommit[] {
  const { repository, calls, moves } = facts;
  const deleting = calls.filter((call) => deletesOtherRef(call, calls));
  const last = deleting.at(-1)?.startedAt;
  if (deleting.length === 0) return [];
  const left = [agentCommits(moves), replacedCommits(moves)];
  const since = new Set(moves.flatMap(({ at, sha }) => (last !== undefined && at > last ? [sha] : [])));
  return unnamedTips(repository, (sha) => !since.has(sha) && !left.some((set) => set.has(sha)));
}

/** A ref that the session itself had made is not meant. */
function deletesOtherRef({ outcome, invocations }: GitCall, calls: readonly GitCall[]): boolean {
  if (outcome === 'failed') return false;
  const made = new Set(calls.flatMap((call) => call.invocations.flatMap(madeRef)));
  return invocations.some((invocation) => {
    const { subcommand, args } = invocation;
    if (subcommand !== 'update-ref') return false;
    // What is read from the standard input may name any ref.
    if (args.includes('--stdin')) return true;
    const ref = args.find((arg) => arg.startsWith('refs/'));
    return isDeletion(invocation) && ref !== undefined && !isKept(ref) && !made.has(ref);
  });
}

function isDeletion({ args }: GitInvocation): boolean {
  return args.some((arg) => /^(?:-d|--delete)$/.test(arg));
}

function madeRef(invocation: GitInvocation): readonly string[] {
  if (invocation.subcommand !== 'update-ref' || isDeletion(invocation)) return [];
  return invocation.args.filter((arg) => arg.startsWith('refs/')).slice(0, 1);
}

/** Refs that are looked after elsewhere, or that a program of git made for itself. */
function isKept(ref: string): boolean {
  return /^refs\/(?:heads|tags|remotes|original|stash|bisect|yolo-triage)(?:\/|$)/.test(ref);
}
