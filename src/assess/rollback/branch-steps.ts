import type { CommitComparison } from '../../evidence/git/compare-commits.ts';
import type { OperationInProgress } from '../../evidence/git/repository-evidence.ts';
import { agentCommits } from '../agent-commits.ts';
import type { AttributedRefMove } from '../attribution.ts';
import type { RefAction } from '../ref-action.ts';
import { isAfterEmptying } from './collected-commits.ts';
import { committing, git, namesExactly } from './git-command.ts';
import { headAndBranchBack, headCameFrom } from './head-back.ts';
import { keepFiles, namesBetween, namesOfChanges, type TreeOfStep } from './keep-files.ts';
import { newBranch } from './new-branch.ts';
import type { RollbackStep } from './plan.ts';
import type { BranchChange, RepositoryFacts } from './repository-facts.ts';

/** What a plan says of one branch. */
export interface BranchPlan {
  readonly steps: readonly RollbackStep[];
  readonly unknown: readonly string[];
  /** The working tree that goes back with the branch. */
  readonly tree?: string;
  /** Commands that copy what the steps write anew. */
  readonly copies: readonly string[];
}

/** Where copies go, and how they are named. */
export interface BranchCopies {
  readonly stamp: string;
  /** For the copies that the step of this branch makes; not there yet. */
  readonly folder: string;
}

const nothing: BranchPlan = { steps: [], unknown: [], copies: [] };

/** Brings a branch that a session moved back to where it was, without taking anybody else's work from it. */
export function branchSteps(
  facts: RepositoryFacts,
  branch: BranchChange,
  { stamp, folder }: BranchCopies,
): BranchPlan {
  const { before, now, comparison } = branch;
  if (before === undefined || now === undefined || before === now) return nothing;
  if (facts.repository.gone.has(before)) {
    return {
      ...nothing,
      unknown: ['where a branch stood before is known, but its commit is no longer in the repository'],
    };
  }
  const site = siteOf(facts, branch);
  const rescue = rescueStep(facts, { branch, sha: before, stamp });
  if (!comparison || comparison.cut) {
    return {
      ...nothing,
      steps: [rescue],
      unknown: [
        'what lies between two states of a branch could not be compared; compare them before moving it',
      ],
    };
  }
  const own = new Set([...agentCommits(facts.moves), ...rewritten(branch, comparison)]);
  const isKeptElsewhere = (sha: string) => branch.alone?.has(sha) === false;
  const others = comparison.added.filter(
    ({ sha, hasTwin }) => !own.has(sha) && !hasTwin && !isKeptElsewhere(sha),
  );
  const published = facts.repository.unpublished;
  const isPublished = comparison.added.some(({ sha }) => own.has(sha) && published?.has(sha) === false);
  const blocked = site === undefined ? undefined : blockedBy(facts, site, comparison);
  if (blocked !== undefined) return { ...nothing, steps: [rescue], unknown: [blocked] };
  if (others.length === 0 && !(isPublished && comparison.lost.length === 0)) {
    return backPlan(facts, branch, { site, folder });
  }
  if (!site) {
    return {
      ...nothing,
      steps: [rescue],
      unknown: [
        "a branch holds other work besides the session's and is not checked out: undo the session's commits there by hand",
      ],
    };
  }
  const isLoss = comparison.lost.some(({ hasTwin }) => !hasTwin);
  // What was only pulled or merged is nobody's damage: there is nothing to revert, and nothing to bring back.
  if (!isLoss && !comparison.added.some(({ sha, hasTwin }) => own.has(sha) && !hasTwin)) return nothing;
  return mixedPlan(facts, branch, { site, own, comparison, folder });
}

/** The working tree in which a branch is checked out; undefined where it is in none. */
interface Site extends TreeOfStep {
  readonly isMain: boolean;
  readonly inProgress: readonly OperationInProgress[];
}

function siteOf({ repository }: RepositoryFacts, { ref }: BranchChange): Site | undefined {
  const worktree = repository.worktrees.find(({ head, present }) => head.ref === ref && present);
  if (worktree?.path === undefined) return undefined;
  const isMain = worktree.path === repository.path;
  return {
    path: worktree.path,
    gitDirectory: isMain ? repository.gitDirectory : linkedDirectory(repository, worktree.name),
    isMain,
    inProgress: worktree.inProgress,
  };
}

/** The main working tree has no name. https://git-scm.com/docs/gitrepository-layout */
function linkedDirectory({ commonDirectory }: RepositoryFacts['repository'], name: string): string {
  return name === '' ? commonDirectory : `${commonDirectory}/worktrees/${name}`;
}

/** Why the working tree cannot follow its branch without risk to what lies in it. */
function blockedBy({ state }: RepositoryFacts, site: Site, { paths }: CommitComparison): string | undefined {
  const [operation] = site.inProgress;
  if (operation !== undefined) {
    return `a ${operation.name} is in progress in the working tree: finish or abort it, then make the plan anew`;
  }
  if (!site.isMain) return undefined;
  if (!state)
    return 'what lies in the working tree besides its commit could not be read, so it is left alone';
  const touched = new Set(paths);
  const local = [...state.changed, ...state.untracked, ...state.ignored];
  const clash = local.some((path) =>
    path.endsWith('/') ? paths.some((changed) => changed.startsWith(path)) : touched.has(path),
  );
  return clash
    ? 'files with work that no commit holds would have to change with a branch: commit or move that work first, then make the plan anew'
    : undefined;
}

/** What `filter-branch` wrote: copies under the old dates, so that no move of HEAD tells of each. */
function rewritten({ moves }: BranchChange, { added }: CommitComparison): string[] {
  const parents = new Map(added.map((commit) => [commit.sha, commit.parents]));
  const waiting = moves.flatMap(({ action, sha }) => (action === 'rewrite' ? [sha] : []));
  const found = new Set<string>();
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    const above = parents.get(sha);
    if (above === undefined || found.has(sha)) continue;
    found.add(sha);
    waiting.push(...above);
  }
  return [...found];
}

interface Back {
  readonly site: Site | undefined;
  readonly folder: string;
}

function backPlan(facts: RepositoryFacts, branch: BranchChange, { site, folder }: Back): BranchPlan {
  if (!site) return { ...nothing, steps: [updateStep(facts, branch)] };
  const from = site.isMain ? headCameFrom(facts, branch) : undefined;
  if (from === undefined) return keepPlan(facts, branch, { site, folder });
  const step = { ...common(facts, branch), ...headAndBranchBack(site.path, branch, from) };
  return { ...nothing, steps: [step], tree: site.path };
}

function keepPlan(
  facts: RepositoryFacts,
  branch: BranchChange,
  { site, folder }: { readonly site: Site; readonly folder: string },
): BranchPlan {
  const { path } = site;
  const { before = '', now = '', moves } = branch;
  const kept = keepFiles(site, [namesBetween(path, now, before)], folder);
  const isLate = isAfterEmptying(facts, moves[0]?.toolCallId);
  const step: RollbackStep = {
    ...common(facts, branch),
    title: isLate
      ? 'Move the checked-out branch back to where it was when its reflog had been emptied'
      : 'Move the checked-out branch back to where it was before the session',
    commands: [git(path, 'reset', '--keep', before)],
    changes:
      'the branch, HEAD and the files that differ between the two commits; work that no commit holds stays',
    risk: 'git refuses where a file with local changes would have to change; then nothing is moved',
    check: isLate
      ? 'HEAD is the commit at which the branch stood then'
      : 'HEAD is the commit from before the session',
    checkCommand: namesExactly(path, 'HEAD', before),
    undo: 'moves the branch forward again',
    undoCommands: [git(path, 'reset', '--keep', now), ...kept.back],
  };
  return { ...nothing, steps: [step], tree: path, copies: kept.save };
}

function updateStep(facts: RepositoryFacts, branch: BranchChange): RollbackStep {
  const { ref, before = '', now = '' } = branch;
  const { path } = facts.repository;
  const message = ['-m', 'yolo-triage: back to before the session'] as const;
  return {
    ...common(facts, branch),
    title: 'Move a branch that is not checked out back to where it was before the session',
    commands: [git(path, 'update-ref', ...message, ref, before, now)],
    changes: 'only where the branch points',
    risk: 'none: git refuses where the branch has moved since',
    check: 'the branch is at the commit from before the session',
    checkCommand: namesExactly(path, ref, before),
    undo: 'moves the branch forward again',
    undoCommands: [git(path, 'update-ref', ref, now, before)],
  };
}

interface Mixture {
  readonly site: Site;
  readonly own: ReadonlySet<string>;
  readonly comparison: CommitComparison;
  readonly folder: string;
}

/** Other people's commits stand on the branch: nothing is taken away, new commits undo and bring back. */
function mixedPlan(
  facts: RepositoryFacts,
  branch: BranchChange,
  { site, own, comparison, folder }: Mixture,
): BranchPlan {
  const { now = '' } = branch;
  const unwanted = comparison.added.filter(({ sha, hasTwin }) => own.has(sha) && !hasTwin);
  const wanted = comparison.lost.filter(({ hasTwin }) => !hasTwin).toReversed();
  const touched = [...unwanted, ...wanted].map(({ sha }) => sha);
  const kept = keepFiles(site, [namesOfChanges(site.path, touched)], folder);
  // A conflict takes the whole step back: what is half done could not be undone exactly.
  const orBack = (operation: 'revert' | 'cherry-pick', ...args: readonly string[]) =>
    `${committing(site.path, operation, ...args)} || { ${git(site.path, operation, '--abort')}; ${git(site.path, 'reset', '--keep', now)}; false; }`;
  const mainline = (parents: readonly string[]) => (parents.length > 1 ? ['-m', '1'] : []);
  const commands = [
    ...unwanted.map(({ sha, parents }) => orBack('revert', '--no-edit', ...mainline(parents), sha)),
    ...wanted.map(({ sha, parents }) =>
      orBack('cherry-pick', '--keep-redundant-commits', ...mainline(parents), sha),
    ),
  ];
  const step: RollbackStep = {
    ...common(facts, branch),
    title: "Undo the session's commits with new ones, and bring back what it took away",
    commands: [git(site.path, 'var', 'GIT_COMMITTER_IDENT'), ...commands],
    changes: `${unwanted.length} commits that revert and ${wanted.length} that bring back, on top of the branch; its history stays`,
    risk: 'a conflict stops the step, and takes back what it did: settle it by hand, commit by commit',
    check: 'the branch has the new commits on top',
    checkCommand: `test "$(${git(site.path, 'rev-list', '--count', `${now}..HEAD`)})" = ${commands.length}`,
    undo: 'moves the branch back to where it is now',
    undoCommands: [git(site.path, 'reset', '--keep', now), ...kept.back],
  };
  return { ...nothing, steps: [step], tree: site.path, copies: kept.save };
}

interface Rescue {
  readonly branch: BranchChange;
  readonly sha: string;
  readonly stamp: string;
}

/** A new branch costs nothing and touches nothing: the way where every other one could cost something. */
function rescueStep(facts: RepositoryFacts, { branch, sha, stamp }: Rescue): RollbackStep {
  const name = `rescued-${stamp}/${branch.ref.replace(/^refs\/heads\//, '')}`;
  return {
    ...common(facts, branch),
    title: 'Name the state from before the session with a new branch',
    ...newBranch(facts.repository.path, name, sha),
  };
}

function common({ repository }: RepositoryFacts, { ref, moves }: BranchChange) {
  return {
    kind: 'repository',
    subject: ref,
    reason: `recorded calls moved it: ${countActions(moves)}`,
    evidence: moves.slice(0, 10).map(({ evidence }) => evidence),
    repository: repository.path,
  } as const;
}

function countActions(moves: readonly AttributedRefMove[]): string {
  const counts = new Map<string, number>();
  for (const { action } of moves) counts.set(action, (counts.get(action) ?? 0) + 1);
  return [...counts].map(([action, count]) => `${count} × ${action satisfies RefAction | string}`).join(', ');
}
