import { isAgents } from '../agent-commits.ts';
import type { AttributedRefMove } from '../attribution.ts';
import { committing } from './git-command.ts';
import type { RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** Takes back what recorded calls pushed; each step reaches another machine, and others may have fetched already. */
export function remoteSteps(facts: RepositoryFacts): RollbackStep[] {
  const refs = new Map(facts.repository.refs.map(({ name, sha }) => [name, sha]));
  const pushes = facts.moves.filter((move) => move.action === 'push' && isAgents(move));
  return [...new Set(pushes.map(({ ref }) => ref))].flatMap((ref) => {
    const own = pushes.filter((move) => move.ref === ref);
    const now = refs.get(ref);
    const name = /^refs\/remotes\/([^/]+)\/(.+)$/.exec(ref);
    const [, remote = '', branch = ''] = name ?? [];
    const [first] = own;
    if (!name || !first || now === undefined) return [];
    const overwritten = overwrittenBy(facts, first, branch);
    if (overwritten !== undefined)
      return [foreignStep(facts, { remote, branch, now, moves: own, overwritten })];
    if (now === first.previousSha) return [];
    return [step(facts, { remote, branch, now, moves: own, before: first.previousSha })];
  });
}

/**
 * What a forced push printed as the remote's own state, where that is another commit than the one that the tracking ref
 * stood at: nobody had fetched it.
 */
function overwrittenBy(
  { calls }: RepositoryFacts,
  { toolCallId, previousSha = '' }: AttributedRefMove,
  branch: string,
): string | undefined {
  const facts = calls.find(({ id }) => id === toolCallId)?.facts ?? [];
  const push = facts.find(
    (fact) => fact.kind === 'pushed' && fact.forced && fact.remoteBranch === branch && fact.previousSha,
  );
  const printed = push?.kind === 'pushed' ? push.previousSha : undefined;
  return printed !== undefined && !previousSha.startsWith(printed) ? printed : undefined;
}

interface Push {
  readonly remote: string;
  readonly branch: string;
  readonly now: string;
  /** Absent where the push created the branch. */
  readonly before: string | undefined;
  readonly moves: readonly AttributedRefMove[];
}

/** The commit that stood on the remote is in no evidence: a tracking ref must not take its place. */
function foreignStep(
  { repository }: RepositoryFacts,
  {
    remote,
    branch,
    moves,
    overwritten,
  }: Pick<Push, 'remote' | 'branch' | 'now' | 'moves'> & { readonly overwritten: string },
): RollbackStep {
  return {
    kind: 'remote',
    title: 'Bring back commits of others that a forced push took from the remote',
    subject: `${remote}/${branch}, which stood at ${overwritten}`,
    reason: 'the push printed where the branch stood on the remote, and nobody had fetched that here',
    evidence: moves.slice(0, 10).map(({ evidence }) => evidence),
    commands: [],
    changes:
      'ask the owner of the remote for that commit, and whoever pushed it for their clone: a server keeps what no branch reaches for some time, and may give it out by its whole id',
    risk: 'to push the state that is known here would leave those commits out',
    check: 'git ls-remote shows the branch at that commit, or at one that holds it',
    undo: 'nothing to undo',
    undoCommands: [],
    repository: repository.path,
  };
}

function step({ repository }: RepositoryFacts, push: Push): RollbackStep {
  const { remote, branch, now, before, moves } = push;
  const lease = `--force-with-lease=refs/heads/${branch}:${now}`;
  const target = `refs/heads/${branch}`;
  return {
    kind: 'remote',
    title:
      before === undefined
        ? 'Delete a branch that was published'
        : 'Put a published branch back to where it was, or publish the commits that revert',
    subject: `${remote}/${branch}`,
    reason:
      'a recorded call pushed it; ask the owner of the remote first, and use a pull request where the branch is protected',
    evidence: moves.slice(0, 10).map(({ evidence }) => evidence),
    commands: [committing(repository.path, 'push', lease, '--', remote, `${before ?? ''}:${target}`)],
    changes:
      'the branch on the remote; what others have fetched stays with them, and caches and forks may keep the commits',
    risk: 'rewrites what others may build on; git refuses where somebody has pushed since, and a server may refuse altogether',
    check: 'git ls-remote shows the branch at the commit from before, or no longer',
    undo: "pushes the session's state again",
    undoCommands: [
      committing(
        repository.path,
        'push',
        `--force-with-lease=${target}:${before ?? ''}`,
        '--',
        remote,
        `${now}:${target}`,
      ),
    ],
    repository: repository.path,
  };
}
