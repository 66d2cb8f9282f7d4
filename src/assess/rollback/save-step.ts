import { git } from './git-command.ts';
import type { RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { line, word } from './shell-word.ts';

/** Where the copies of one repository go: beside it, never in it. */
export function saveFolder(repository: string, stamp: string): string {
  return `${repository.replace(/[\\/]+$/, '')}.yolo-triage-${stamp}`;
}

const tipsAtMost = 2_000;

/** Copies of everything that a later step could lose. */
export function saveStep({ repository, state }: RepositoryFacts, stamp: string): RollbackStep {
  const { path, gitDirectory, evidence } = repository;
  const folder = saveFolder(path, stamp);
  const file = (name: string) => word(`${folder}/${name}`);
  const to = (command: string, name: string) => `${command} > ${file(name)}`;
  const namespace = `refs/yolo-triage/${stamp}`;
  const tips = lostTips(repository);
  const head = repository.worktrees[0]?.head.sha;
  const worktree = repository.bare || head === undefined ? [] : worktreeCommands();
  return {
    kind: 'save',
    title: 'Save the repository as it is now',
    subject: path,
    reason: 'every later step moves something; from these copies all of them can be taken back',
    evidence: [evidence],
    commands: [
      line('mkdir', '-p', '-m', '700', folder),
      to(git(path, 'for-each-ref', '--format=%(objectname) %(refname)'), 'refs.txt'),
      line('cp', '-p', `${gitDirectory}/HEAD`, `${folder}/HEAD`),
      ...(repository.reflogs.length === 0
        ? []
        : [line('tar', '-C', gitDirectory, '-cf', `${folder}/reflogs.tar`, 'logs')]),
      ...tips.map((sha, index) => git(path, 'update-ref', `${namespace}/lost-${index + 1}`, sha)),
      ...worktree,
      ...(repository.refs.length === 0
        ? []
        : [git(path, 'bundle', 'create', '--quiet', `${folder}/repository.bundle`, '--all')]),
    ],
    changes: `writes a folder beside the repository, and refs under ${namespace} that keep lost commits from being collected`,
    risk: 'needs free space for a second copy of the repository; the copies hold whatever the repository holds, secrets too',
    check: 'the bundle is complete and can be cloned from',
    ...(repository.refs.length > 0 && {
      checkCommand: git(path, 'bundle', 'verify', '--quiet', `${folder}/repository.bundle`),
    }),
    undo: 'puts staged and changed files back as they were; the folder and the refs stay until you remove them',
    undoCommands: worktree.length === 0 ? [] : restoreWorktree(),
    repository: path,
  };

  function worktreeCommands(): string[] {
    const unmerged = (state?.unmerged.length ?? 0) > 0;
    const names = [
      git(
        path,
        'diff',
        '--name-only',
        '-z',
        '--no-renames',
        '--diff-filter=d',
        '--ignore-submodules=all',
        'HEAD',
      ),
      git(path, 'ls-files', '-z', '--others', '--exclude-standard'),
    ];
    return [
      `if test -f ${word(`${gitDirectory}/index`)}; then ${line('cp', '-p', `${gitDirectory}/index`, `${folder}/index`)}; fi`,
      to(
        git(path, 'diff', '--binary', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', 'HEAD'),
        'worktree.patch',
      ),
      `{ ${names.join('; ')}; } > ${file('files.list')}`,
      to(git(path, 'ls-files', '-z', '--deleted'), 'deleted.list'),
      line('tar', '-C', path, '--null', '-T', `${folder}/files.list`, '-cf', `${folder}/files.tar`),
      ...(unmerged ? [] : [stashCommand()]),
    ];
  }

  function stashCommand(): string {
    const create = line(
      'git',
      '-c',
      'core.hooksPath=/dev/null',
      '-c',
      'core.fsmonitor=false',
      '-c',
      'user.name=yolo-triage',
      '-c',
      'user.email=yolo-triage@localhost',
      '-C',
      path,
      'stash',
      'create',
    );
    return `saved=$(${create}) && { test -z "$saved" || ${git(path, 'update-ref', `${namespace}/worktree`)} "$saved"; }`;
  }

  function restoreWorktree(): string[] {
    return [
      `if test -f ${file('index')}; then ${line('cp', '-p', `${folder}/index`, `${gitDirectory}/index`)}; fi`,
      line('tar', '-C', path, '-xf', `${folder}/files.tar`),
      `(cd ${word(path)} && xargs -0 rm -f -- < ${file('deleted.list')})`,
    ];
  }
}

/** Ends of chains of commits that no ref reaches. */
export function lostTips({ unreachable, commits }: RepositoryFacts['repository']): string[] {
  const lost = commits.filter(({ sha }) => unreachable.has(sha));
  const inner = new Set(lost.flatMap(({ parents }) => parents));
  return lost.flatMap(({ sha }) => (inner.has(sha) ? [] : [sha])).slice(0, tipsAtMost);
}
