import { git } from './git-command.ts';
import { newBranch } from './new-branch.ts';
import type { RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { line, word } from './shell-word.ts';

const writtenAtMost = 500;

/** What only a look at every object finds: stashes that were cleared, contents that were staged and overwritten. */
export function danglingSteps(
  facts: RepositoryFacts,
  named: ReadonlySet<string>,
  { stamp, folder }: { readonly stamp: string; readonly folder: string },
): RollbackStep[] {
  const { path, dangling, evidence, commits } = facts.repository;
  if (!dangling) return contentSteps(facts, folder);
  const branches = dangling.commits
    .filter((sha) => !named.has(sha))
    .slice(0, writtenAtMost)
    .map((sha) => ({
      kind: 'repository' as const,
      title: 'Name a commit that nothing names',
      subject: commits.find((commit) => commit.sha === sha)?.subject ?? sha,
      reason: 'nothing names it any more',
      evidence: [evidence],
      repository: path,
      ...newBranch(path, `rescued-${stamp}/${sha.slice(0, 10)}`, sha),
    }));
  return [...branches, ...contentSteps(facts, folder)];
}

function contentSteps({ repository, unnamed, dropsStaged }: RepositoryFacts, copies: string): RollbackStep[] {
  const { path, dangling, evidence } = repository;
  const found = dangling?.blobs ?? (dropsStaged ? unnamed?.blobs : undefined) ?? [];
  const blobs = found.slice(0, writtenAtMost);
  if (blobs.length === 0) return [];
  const folder = `${copies}/contents`;
  const names = blobs.flatMap((blob) => blob.path ?? []).slice(0, 20);
  return [
    {
      kind: 'repository',
      title: 'Write out contents that nothing names',
      ...(names.length > 0 && { subject: names.join(', ') }),
      reason: 'they were staged once and never committed',
      evidence: [evidence],
      commands: [
        line('mkdir', '-p', folder),
        ...blobs.map(({ sha }) => `${git(path, 'cat-file', 'blob', sha)} > ${word(`${folder}/${sha}`)}`),
      ],
      changes:
        'adds a folder to the copies, with one file for each content; no file of the repository changes',
      risk: 'none',
      check: 'the folder holds them',
      checkCommand: line('test', '-d', folder),
      undo: 'removes the folder',
      undoCommands: [line('rm', '-rf', '--', folder)],
      repository: path,
    },
  ];
}
