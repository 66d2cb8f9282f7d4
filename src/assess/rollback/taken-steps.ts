import { git } from './git-command.ts';
import type { RollbackStep } from './plan.ts';
import type { BranchChange, RepositoryFacts } from './repository-facts.ts';
import { word } from './shell-word.ts';
import type { TakenFile } from './taken-work.ts';

/** A branch that a step takes back, and the working tree that goes with it. */
export interface BranchTakenBack {
  readonly branch: BranchChange;
  readonly tree: string;
}

/** A longer list would not fit into a command line. */
const listedAtMost = 500;

/**
 * Work that the session's commits took in, back in the working tree: where a step takes such a commit away, and where a
 * recorded call already did.
 */
export function takenSteps(
  facts: RepositoryFacts,
  back: readonly BranchTakenBack[],
  stamp: string,
): RollbackStep[] {
  const { path } = facts.repository;
  const groups = back.map(({ branch, tree }) => ({
    tree,
    files: facts.taken.filter((file) => goesWith(file, branch)),
  }));
  const followed = new Set(groups.flatMap(({ files }) => files));
  const gone = facts.taken.filter((file) => !followed.has(file) && isTakenAway(file, facts));
  const all = [...groups, { tree: path, files: gone }];
  return all.flatMap(({ tree, files }) =>
    files.length === 0 ? [] : [takenStep(facts, { tree, files, stamp })],
  );
}

function goesWith({ path, sha }: TakenFile, { moves, comparison }: BranchChange): boolean {
  return comparison?.paths.includes(path) === true && moves.some((move) => move.sha === sha);
}

/**
 * What recorded calls stashed and nobody took out again: into the working tree where nobody has touched the files since,
 * else named. The newest stash of a file counts.
 */
export function stashedSteps(facts: RepositoryFacts, stamp: string): RollbackStep[] {
  const seen = new Set<string>();
  return facts.stashed.toReversed().flatMap(({ sha, files }) => {
    const isFree = files.every((file) => isUntouched(file, facts) && !seen.has(file.path));
    for (const { path } of files) seen.add(path);
    const step = takenStep(facts, { tree: facts.repository.path, files, stamp });
    const words = {
      title: 'Put work that a recorded call stashed back into the working tree',
      reason: `recorded calls stashed it (${sha.slice(0, 10)}), and it stands among the stashes still; no record shows that the session wrote it`,
      changes: 'the named files in the working tree, not the index; the stash stays in its list',
    };
    if (isFree) return [{ ...step, ...words }];
    const { checkCommand: _check, ...rest } = step;
    const byHand = {
      changes: `nothing by itself: the files have changed since; git stash apply ${sha} takes it out, with conflicts to settle`,
      undo: 'nothing to undo',
    };
    return [{ ...rest, ...words, ...byHand, commands: [], undoCommands: [], writes: [] }];
  });
}

/** Nothing reaches the commit, and nobody has touched the file in the working tree since. */
function isTakenAway(file: TakenFile, facts: RepositoryFacts): boolean {
  return facts.repository.unreachable.has(file.sha) && isUntouched(file, facts);
}

function isUntouched({ path, base, held }: TakenFile, { state }: RepositoryFacts): boolean {
  if (!state || held !== base) return false;
  const local = [...state.changed, ...state.untracked, ...state.ignored];
  return !local.some((one) => one === path || (one.endsWith('/') && path.startsWith(one)));
}

interface TakenBack {
  readonly tree: string;
  readonly files: readonly TakenFile[];
  readonly stamp: string;
}

function takenStep({ repository }: RepositoryFacts, { tree, files, stamp }: TakenBack): RollbackStep {
  const commits = [...new Set(files.map(({ sha }) => sha))];
  const paths = files.map(({ path }) => path);
  const listing = (...args: readonly string[]) =>
    inLists(paths).map((list) => git(tree, '--literal-pathspecs', 'ls-files', '-z', ...args, '--', ...list));
  return {
    kind: 'repository',
    title: "Put work that the session's commits took in back into the working tree",
    subject: paths.join(', '),
    reason:
      'recorded calls committed it, and no record shows that the session wrote it: it may be a human who had not committed it',
    evidence: [repository.evidence],
    commands: commits.flatMap((sha) => [
      git(tree, 'update-ref', `refs/yolo-triage/${stamp}/taken-${sha.slice(0, 10)}`, sha),
      ...inLists(files.flatMap((file) => (file.sha === sha ? [file.path] : []))).map((list) =>
        git(tree, '--literal-pathspecs', 'restore', `--source=${sha}`, '--worktree', '--', ...list),
      ),
    ]),
    changes:
      'the named files in the working tree, not the index: they are uncommitted or untracked again; a ref under refs/yolo-triage names the commit',
    risk: 'what the session itself changed in them before it committed comes along',
    check: 'the files are in the working tree',
    checkCommand: paths
      .map((path) => `{ test -e ${word(`${tree}/${path}`)} || test -L ${word(`${tree}/${path}`)}; }`)
      .join(' && '),
    undo: 'gives the tracked ones the content of the index again, and removes the untracked ones',
    undoCommands: [
      ...listing().map(
        (list) => `${list} | ${git(tree, 'checkout-index', '--force', '--index', '-z', '--stdin')}`,
      ),
      ...listing('--others').map((list) => `${list} | (cd ${word(tree)} && xargs -0 rm -f --)`),
    ],
    writes: paths.map((path) => `${tree}/${path}`),
    repository: repository.path,
  };
}

function inLists(paths: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(paths.length / listedAtMost) }, (_, index) =>
    paths.slice(index * listedAtMost, (index + 1) * listedAtMost),
  );
}
