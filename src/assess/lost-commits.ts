import type { GitCall } from '../events/git/git-call.ts';
import type { Commit } from '../evidence/git/commit.ts';
import type { RepositoryEvidence } from '../evidence/git/repository-evidence.ts';
import { agentCommits, isAgents } from './agent-commits.ts';
import type { AttributedRefMove } from './attribution.ts';

type History = Pick<RepositoryEvidence, 'commits' | 'unreachable'>;

const mostCommits = 50;

/**
 * Moves with the commits of others that they took off a branch, and that no ref holds now. A reset that keeps the files
 * loses none, and neither does a commit that came back in another form, or the author's own branch pushed anew.
 */
export function withLostCommits(
  moves: readonly AttributedRefMove[],
  history: History,
  calls: readonly GitCall[],
): AttributedRefMove[] {
  const own = agentCommits(moves);
  const byId = new Map(history.commits.map((commit) => [commit.sha, commit]));
  const byCall = new Map(calls.map((call) => [call.id, call]));
  const held = new Set(history.commits.filter(({ sha }) => !history.unreachable.has(sha)).map(changeOf));
  return moves.map((move) => {
    if (move.previousReachable !== false || !isAgents(move)) return move;
    if (
      !(move.action === 'push' || (move.action === 'reset' && dropsFiles(byCall.get(move.toolCallId ?? ''))))
    )
      return move;
    const lost = left(move, byId, history.unreachable).filter(
      (commit) => !own.has(commit.sha) && !held.has(changeOf(commit)),
    );
    const others = move.action === 'push' ? lost.filter((one) => isOfAnother(one, byId.get(move.sha))) : lost;
    return others.length === 0 ? move : { ...move, lostOfOthers: others.map(nameOf) };
  });
}

/** What the ref reached before and no ref reaches now, newest first. */
function left(
  { previousSha }: AttributedRefMove,
  byId: ReadonlyMap<string, Commit>,
  unreachable: ReadonlySet<string>,
): readonly Commit[] {
  const found = new Map<string, Commit>();
  const open = previousSha === undefined ? [] : [previousSha];
  for (let sha = open.pop(); sha !== undefined && found.size < mostCommits; sha = open.pop()) {
    const commit = unreachable.has(sha) && !found.has(sha) ? byId.get(sha) : undefined;
    if (!commit) continue;
    found.set(sha, commit);
    open.push(...commit.parents);
  }
  return [...found.values()];
}

/** https://git-scm.com/docs/git-reset: without one of these the files stay as they are. */
function dropsFiles(call: GitCall | undefined): boolean {
  return (
    call?.invocations.some(
      ({ subcommand, args }) =>
        subcommand === 'reset' && args.some((arg) => /^--(?:hard|merge|keep)$/.test(arg)),
    ) === true
  );
}

/** A commit keeps its author, with the time, and mostly its subject where it is rebased or picked. */
function changeOf({ author, subject }: Commit): string {
  return [author.email, author.at, subject].join('\0');
}

function isOfAnother({ author }: Commit, tip: Commit | undefined): boolean {
  return tip !== undefined && author.email.toLowerCase() !== tip.author.email.toLowerCase();
}

function nameOf({ sha, subject }: Commit): string {
  return `commit ${sha.slice(0, 10)} ${subject}`.trim();
}
