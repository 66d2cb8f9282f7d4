import { committing, git } from './git-command.ts';
import { pack, unpack } from './packed-files.ts';
import type { RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { line, word } from './shell-word.ts';

const tipsAtMost = 2_000;

interface SaveSettings {
  readonly stamp: string;
  /** Where the copies of this repository go; in no working tree. */
  readonly folder: string;
  /** Commands that copy what later steps write anew. */
  readonly copies: readonly string[];
}

/**
 * Copies of everything that a later step could lose.
 */
export function saveStep(facts: RepositoryFacts, { stamp, folder, copies }: SaveSettings): RollbackStep {
  const { path, evidence, bare, worktrees, refs } = facts.repository;
  const namespace = `refs/yolo-triage/${stamp}`;
  const hasWorktree = !bare && worktrees[0]?.head.sha !== undefined;
  const bundle = `${folder}/repository.bundle`;
  return {
    kind: 'save',
    title: 'Save the repository as it is now',
    subject: path,
    reason: 'every later step moves something; from these copies all of them can be taken back',
    evidence: [evidence],
    commands: [
      ...saveRefs(facts, folder, namespace),
      ...(hasWorktree ? saveWorktree(facts, folder, namespace) : []),
      ...copies,
      ...(refs.length === 0 ? [] : [git(path, 'bundle', 'create', '--quiet', bundle, '--all')]),
    ],
    changes: `writes a folder of copies, and refs under ${namespace} that keep lost commits from being collected`,
    risk: 'needs free space for a second copy of the repository; the copies hold whatever the repository holds, secrets too',
    check: 'the bundle is complete and can be cloned from',
    ...(refs.length > 0 && { checkCommand: git(path, 'bundle', 'verify', '--quiet', bundle) }),
    undo: 'puts staged and changed files back as they were; the folder and the refs stay until you remove them',
    undoCommands: hasWorktree ? restoreWorktree(facts, folder) : [],
    repository: path,
  };
}

function saveRefs({ repository }: RepositoryFacts, folder: string, namespace: string): string[] {
  const { path, gitDirectory, commonDirectory, refForm, reflogs } = repository;
  const kept = refForm === 'files' ? 'logs' : refForm;
  const hasReflogs = reflogs.some(({ ref }) => !ref.startsWith('worktrees/'));
  return [
    `(umask 077 && ${line('mkdir', '-p', folder)})`,
    into(git(path, 'for-each-ref', '--format=%(objectname) %(refname)'), `${folder}/refs.txt`),
    line('cp', '-p', `${gitDirectory}/HEAD`, `${folder}/HEAD`),
    ...(hasReflogs ? [line('tar', '-C', commonDirectory, '-cf', `${folder}/reflogs.tar`, kept)] : []),
    ...lostTips(repository).map((sha, index) =>
      git(path, 'update-ref', `${namespace}/lost-${index + 1}`, sha),
    ),
  ];
}

/** As a patch for reading, as files for putting back byte for byte, and as a commit for the bundle. */
function saveWorktree({ repository, state }: RepositoryFacts, folder: string, namespace: string): string[] {
  const { path, gitDirectory } = repository;
  const changes = ['diff', '--ignore-submodules=all'] as const;
  const names = [
    git(path, ...changes, '--name-only', '-z', '--no-renames', '--diff-filter=d', 'HEAD'),
    git(path, 'ls-files', '-z', '--others', '--exclude-standard'),
  ];
  const isUnmerged = (state?.unmerged.length ?? 0) > 0;
  return [
    copyIfThere(`${gitDirectory}/index`, `${folder}/index`),
    into(
      git(path, ...changes, '--binary', '--no-ext-diff', '--no-textconv', 'HEAD'),
      `${folder}/worktree.patch`,
    ),
    into(`{ ${names.join(' && ')}; }`, `${folder}/files.list`),
    into(
      git(path, ...changes, '--name-only', '-z', '--no-renames', '--diff-filter=D', 'HEAD'),
      `${folder}/deleted.list`,
    ),
    pack(path, `${folder}/files.list`, `${folder}/files.tar`),
    ...(isUnmerged ? [] : [saveAsCommit(path, `${namespace}/worktree`)]),
  ];
}

/** `git stash create` writes a commit and changes nothing else; it prints nothing where there is nothing to keep. */
function saveAsCommit(path: string, ref: string): string {
  const create = committing(
    path,
    '-c',
    'user.name=yolo-triage',
    '-c',
    'user.email=yolo-triage@localhost',
    'stash',
    'create',
  );
  return `saved=$(${create}) && { test -z "$saved" || ${git(path, 'update-ref', ref)} "$saved"; }`;
}

/** Puts staged and changed files back as the copies have them; the tracked ones must be those of HEAD before. */
export function restoreWorktree({ repository }: RepositoryFacts, folder: string): string[] {
  const { path, gitDirectory } = repository;
  return [
    copyIfThere(`${folder}/index`, `${gitDirectory}/index`),
    ...unpack(path, `${folder}/files.tar`, `${folder}/deleted.list`),
  ];
}

function copyIfThere(from: string, to: string): string {
  return `if test -f ${word(from)}; then ${line('cp', '-p', from, to)}; fi`;
}

function into(command: string, file: string): string {
  return `${command} > ${word(file)}`;
}

/** Ends of chains of commits that no ref reaches. */
export function lostTips({
  unreachable,
  commits,
}: Pick<RepositoryFacts['repository'], 'unreachable' | 'commits'>): string[] {
  const lost = commits.filter(({ sha }) => unreachable.has(sha));
  const inner = new Set(lost.flatMap(({ parents }) => parents));
  return lost.flatMap(({ sha }) => (inner.has(sha) ? [] : [sha])).slice(0, tipsAtMost);
}
