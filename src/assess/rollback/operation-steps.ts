import type { GitCall } from '../../events/git/git-call.ts';
import type { OperationInProgress } from '../../evidence/git/repository-evidence.ts';
import { spanOf } from '../call-index.ts';
import { committing, git } from './git-command.ts';
import type { RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { restoreWorktree } from './save-step.ts';
import { line, word } from './shell-word.ts';

/** An operation that a recorded call began and nobody ended. */
export interface BegunOperation extends OperationInProgress {
  readonly call: GitCall;
  /** Commit that HEAD names now. */
  readonly head: string;
}

/** In the working tree that is examined; one that somebody began or went on with after the call is not the call's. */
export function begunOperations({ repository, calls }: RepositoryFacts): BegunOperation[] {
  const worktree = repository.worktrees.find(({ path }) => path === repository.path);
  const head = worktree?.head.sha;
  if (!worktree || head === undefined) return [];
  return worktree.inProgress.flatMap((operation) => {
    const call = calls.findLast((one) => began(one, operation));
    return call ? [{ ...operation, call, head }] : [];
  });
}

function began(call: GitCall, { name, since }: OperationInProgress): boolean {
  const span = spanOf(call);
  const at = Date.parse(since);
  if (!span || at < span.fromMs || at > span.toMs) return false;
  return call.invocations.some(({ subcommand }) => starters[name].includes(subcommand));
}

const starters: Readonly<Record<OperationInProgress['name'], readonly string[]>> = {
  merge: ['merge', 'pull'],
  rebase: ['rebase', 'pull'],
  'cherry-pick': ['cherry-pick'],
  revert: ['revert'],
  am: ['am'],
  bisect: ['bisect'],
};

/** What git keeps of an operation. https://git-scm.com/docs/gitrepository-layout */
const kept =
  'HEAD ORIG_HEAD MERGE_HEAD MERGE_MSG MERGE_MODE MERGE_RR MERGE_AUTOSTASH CHERRY_PICK_HEAD REVERT_HEAD REBASE_HEAD AUTO_MERGE SQUASH_MSG rebase-merge rebase-apply sequencer BISECT_ANCESTORS_OK BISECT_EXPECTED_REV BISECT_LOG BISECT_NAMES BISECT_START BISECT_TERMS refs/bisect refs/rewritten';

/** Gives up what was begun, by the command that git has for it. */
export function operationStep(
  facts: RepositoryFacts,
  { name, call, head, gitDirectory }: BegunOperation,
  folder: string,
): RollbackStep {
  const { path } = facts.repository;
  const copy = `${folder}/operation-${name}.tar`;
  const end = name === 'bisect' ? 'reset' : '--abort';
  return {
    kind: 'repository',
    title: `Give up the ${name} that a recorded call began and nobody ended`,
    subject: path,
    reason: 'it waits half done in the working tree: the next command there may go on with it',
    evidence: [call.evidence],
    commands: [
      `(cd ${word(gitDirectory)} && tar -cf ${word(copy)} $(ls -d ${kept} 2> /dev/null))`,
      committing(path, name, end),
    ],
    changes: 'HEAD, the index and the files go back to where they were before it began',
    risk: 'conflicts that were settled in it are settled no more; step one copied the files',
    check: 'git status speaks of it no more',
    checkCommand: line('test', '!', '-e', `${gitDirectory}/${markers[name]}`),
    undo: 'puts its state, the index and the files back',
    undoCommands: [
      line('tar', '-C', gitDirectory, '-xf', copy),
      git(path, 'update-ref', 'HEAD', head),
      git(path, 'read-tree', '--reset', '-u', 'HEAD'),
      ...restoreWorktree(facts, folder),
    ],
    repository: path,
  };
}

const markers: Readonly<Record<OperationInProgress['name'], string>> = {
  merge: 'MERGE_HEAD',
  rebase: 'rebase-merge',
  'cherry-pick': 'CHERRY_PICK_HEAD',
  revert: 'REVERT_HEAD',
  am: 'rebase-apply',
  bisect: 'BISECT_LOG',
};
