import type { FileFacts } from './file-facts.ts';
import { stepFacts } from './file-step.ts';
import { git } from './git-command.ts';
import type { RollbackStep } from './plan.ts';

/** A longer list would not fit into a command line. */
const listedAtMost = 500;

/** Files that a command took out of the index and out of the working tree, as `git rm` does, from the commit. */
export function removedStep(facts: FileFacts, repository: string): RollbackStep {
  const paths = facts.missing ?? [];
  const lists = Array.from({ length: Math.ceil(paths.length / listedAtMost) }, (_, index) =>
    paths.slice(index * listedAtMost, (index + 1) * listedAtMost),
  );
  const onLists = (...args: readonly string[]) =>
    lists.map((list) => git(repository, '--literal-pathspecs', ...args, '--', ...list));
  return {
    ...stepFacts(facts),
    title: 'Bring back files that were removed from git',
    commands: onLists('checkout', '--quiet', 'HEAD'),
    changes: 'adds the files that are missing, and puts them back into the index, as the commit has them',
    risk: 'none: no file is in their place',
    check: 'the files are tracked and in the working tree',
    checkCommand: onLists('ls-files', '--error-unmatch')
      .map((command) => `${command} > /dev/null`)
      .join(' && '),
    undo: 'removes them again, from the index as well',
    undoCommands: onLists('rm', '--quiet', '--force'),
    writes: paths.map((path) => `${repository}/${path}`),
    repository,
  };
}
