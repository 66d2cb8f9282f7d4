import type { AttributedRefMove } from '../attribution.ts';
import { danglingSteps } from './dangling-steps.ts';
import { committing, git, namesExactly } from './git-command.ts';
import type { LostName } from './lost-name.ts';
import { hiddenTips, orphanedTips, ownTips, type UnnamedCommit } from './lost-names.ts';
import { lostRefSteps } from './lost-ref-steps.ts';
import { lostRefs } from './lost-refs.ts';
import { newBranch } from './new-branch.ts';
import type { LostForGood, PossibleLoss, RollbackStep } from './plan.ts';
import { reflogTips } from './reflog-tips.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { lostStashes } from './stashes.ts';

/** What a plan says of branches, tags, stashes and commits that no ref names any more. */
export interface LostObjects {
  readonly steps: readonly RollbackStep[];
  readonly lost: readonly LostForGood[];
  readonly possible: readonly PossibleLoss[];
}

interface Places {
  readonly stamp: string;
  /** Folder of the copies of this repository. */
  readonly folder: string;
}

/** Gives names back to what calls deleted, dropped or moved away from. */
export function lostObjectSteps(facts: RepositoryFacts, places: Places): LostObjects {
  const { stamp } = places;
  const before = new Set(facts.branches.flatMap(({ before: sha }) => sha ?? []));
  // A branch that calls moved has a step of its own; a tag of the same commit has not.
  const refs = lostRefs(facts).filter(
    ({ ref, sha, now }) =>
      sha === undefined || now === undefined || ref.startsWith('refs/tags/') || !before.has(sha),
  );
  const stashes = lostStashes(facts);
  const named = new Set([
    ...before,
    ...refs.flatMap(({ sha }) => sha ?? []),
    ...stashes.flatMap(({ sha }) => sha ?? []),
  ]);
  const orphans = orphanedTips(facts).filter(({ sha }) => !named.has(sha));
  for (const { sha } of orphans) named.add(sha);
  const hidden = hiddenTips(facts).filter(({ sha }) => !named.has(sha));
  const isOwn = ({ sha }: UnnamedCommit) => facts.ownUnnamed.has(sha);
  const own = [...ownTips(facts).filter(({ sha }) => !named.has(sha)), ...hidden.filter(isOwn)];
  const others = hidden.filter((commit) => !isOwn(commit));
  for (const { sha } of hidden) named.add(sha);
  const logged = reflogTips(facts).filter(({ sha }) => !named.has(sha));
  for (const { sha } of logged) named.add(sha);
  const all: readonly LostName[] = [...refs, ...stashes];
  return {
    steps: [
      ...refs.flatMap((ref) => lostRefSteps(facts, ref, stamp)),
      ...stashes.flatMap((stash) => stashStep(facts, stash)),
      ...orphans.map((orphan) => orphanStep(facts, orphan, stamp)),
      ...namingStep(facts, { commits: others, stamp, ...hiddenWords }),
      // Of several, a human has to say which one the ref stood at.
      ...namingStep(facts, { commits: logged, stamp, ...loggedWords }).map((step) => ({
        ...step,
        ...(logged.length > 1 && { isOffered: true as const }),
      })),
      ...danglingSteps(facts, named, places),
      ...namingStep(facts, { commits: own, stamp, ...ownWords }).map((step) => ({
        ...step,
        isOffered: true as const,
      })),
    ],
    lost: all.flatMap(({ call, what, gone }) =>
      gone === undefined ? [] : [{ what, reason: gone, evidence: [call.evidence] }],
    ),
    possible: all.flatMap(({ call, what, unknown }) =>
      unknown === undefined
        ? []
        : [
            {
              what,
              reason: unknown,
              decide: 'a clone, a remote or a backup that still has the name',
              evidence: [call.evidence],
            },
          ],
    ),
  };
}

function stashStep({ repository }: RepositoryFacts, { call, sha }: LostName): RollbackStep[] {
  if (sha === undefined) return [];
  const { path } = repository;
  return [
    {
      kind: 'repository',
      title: 'Bring back a dropped stash',
      subject: sha,
      reason: 'a recorded call dropped it',
      evidence: [call.evidence],
      commands: [committing(path, 'stash', 'store', '-m', 'dropped by the session', sha)],
      changes: 'adds an entry to the list of stashes; no file changes',
      risk: 'none',
      check: 'the newest stash is the one that was dropped',
      checkCommand: namesExactly(path, 'refs/stash', sha),
      undo: 'drops it again',
      undoCommands: [git(path, 'stash', 'drop', '--quiet', 'stash@{0}')],
      repository: path,
    },
  ];
}

function orphanStep({ repository }: RepositoryFacts, move: AttributedRefMove, stamp: string): RollbackStep {
  const { sha, ref, evidence } = move;
  return {
    kind: 'repository',
    title: 'Name commits that a recorded call left without a name',
    subject: `${ref} ${sha.slice(0, 10)}`,
    reason: 'a recorded call moved a ref away from them, and no ref reaches them any more',
    evidence: [evidence],
    ...newBranch(repository.path, `rescued-${stamp}/${sha.slice(0, 10)}`, sha),
    repository: repository.path,
  };
}

const hiddenWords = {
  title: 'Name commits that no record of git names any more',
  reason: 'recorded calls took away what named them, or git kept no record',
} as const;

const loggedWords = {
  title: 'Name commits that only a reflog still reaches',
  reason: 'a recorded call deleted a ref that is neither a branch nor a tag, and it may have held them',
} as const;

const ownWords = {
  title: "Name the session's own commits that no ref reaches any more",
  reason: 'recorded calls made them, and nothing reaches them: whether they are wanted is for you to say',
} as const;

interface Naming {
  readonly commits: readonly UnnamedCommit[];
  readonly title: string;
  readonly reason: string;
  readonly stamp: string;
}

const namedAtMost = 200;

/** One step for all of them: each gets a branch. */
function namingStep(
  { repository }: RepositoryFacts,
  { commits, title, reason, stamp }: Naming,
): RollbackStep[] {
  const { path, evidence } = repository;
  const chosen = commits.slice(0, namedAtMost);
  const branches = chosen.map(({ sha }) => newBranch(path, `rescued-${stamp}/${sha.slice(0, 10)}`, sha));
  if (branches.length === 0) return [];
  return [
    {
      kind: 'repository',
      title,
      subject: chosen.map(({ sha, subject }) => `${sha.slice(0, 10)} ${subject}`).join(', '),
      reason,
      evidence: [evidence],
      commands: branches.flatMap(({ commands }) => commands),
      changes: `adds ${branches.length === 1 ? 'a branch' : `${branches.length} branches`}; no other ref and no file changes`,
      risk: 'none: git refuses where a name is taken',
      check: 'the branches are there',
      checkCommand: branches.map(({ checkCommand }) => checkCommand).join(' && '),
      undo: 'removes the branches; the commits stay under refs/yolo-triage',
      undoCommands: branches.flatMap(({ undoCommands }) => undoCommands),
      repository: path,
    },
  ];
}
