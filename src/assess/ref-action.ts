/** What a line of a reflog says that git was doing. */
const refActions = [
  'commit',
  'amend',
  'merge',
  'cherry-pick',
  'revert',
  'rebase',
  'reset',
  'checkout',
  'branch',
  'branch-rename',
  'stash',
  'push',
  'fetch',
  'pull',
  'clone',
  'am',
  'rewrite',
  'other',
] as const;
export type RefAction = (typeof refActions)[number];

/** The beginnings of messages; git writes them in English whatever the user's language. */
const forms: readonly (readonly [RegExp, RefAction])[] = [
  [/^commit \(amend\)/, 'amend'],
  [/^commit \(merge\)/, 'merge'],
  [/^commit \(cherry-pick\)/, 'cherry-pick'],
  [/^commit\b/, 'commit'],
  [/^(?:pull|pull .*): ?rebase|^rebase\b|^pull\b.*\brebase \(/i, 'rebase'],
  [/^pull\b/, 'pull'],
  [/^merge\b/, 'merge'],
  [/^cherry-pick\b/, 'cherry-pick'],
  [/^revert\b/, 'revert'],
  [/^reset\b/, 'reset'],
  [/^checkout\b|^switch\b/, 'checkout'],
  [/^branch: Reset/i, 'reset'],
  [/^branch: renamed/i, 'branch-rename'],
  [/^branch\b/i, 'branch'],
  [/^(?:WIP|index|untracked files) on |^On \S+: |^autostash$/, 'stash'],
  [/^update by push/, 'push'],
  [/^fetch\b|^remote\b/, 'fetch'],
  [/^clone\b/, 'clone'],
  [/^am\b/, 'am'],
  [/^filter-branch|^filter-repo|^replay/, 'rewrite'],
];

export function refActionOf(message: string): RefAction {
  return forms.find(([form]) => form.test(message))?.[1] ?? 'other';
}

/** Subcommands of git that can write such an entry. `other` is what no table can know. */
const makers: Readonly<Record<RefAction, readonly string[]>> = {
  commit: ['commit', 'cherry-pick', 'revert', 'rebase', 'am', 'commit-tree', 'update-ref'],
  amend: ['commit', 'rebase'],
  merge: ['merge', 'pull', 'commit'],
  'cherry-pick': ['cherry-pick', 'rebase', 'commit'],
  revert: ['revert', 'commit'],
  rebase: ['rebase', 'pull'],
  reset: ['reset', 'rebase', 'pull', 'checkout', 'switch', 'branch', 'stash', 'bisect', 'update-ref'],
  checkout: ['checkout', 'switch', 'rebase', 'pull', 'bisect', 'worktree', 'submodule'],
  branch: ['branch', 'checkout', 'switch', 'worktree', 'fetch', 'pull', 'update-ref'],
  'branch-rename': ['branch'],
  stash: ['stash', 'rebase', 'merge', 'pull'],
  push: ['push'],
  fetch: ['fetch', 'pull', 'remote', 'clone', 'submodule'],
  pull: ['pull'],
  clone: ['clone', 'submodule'],
  am: ['am', 'rebase'],
  rewrite: ['filter-branch', 'filter-repo', 'replay'],
  other: ['update-ref', 'symbolic-ref', 'replace', 'notes', 'tag', 'subtree', 'svn', 'lfs'],
};

/** Subcommands that move no ref and write no commit; any other word may be an alias for anything. */
const harmless: ReadonlySet<string> = new Set([
  '',
  'add',
  'annotate',
  'apply',
  'archive',
  'blame',
  'cat-file',
  'check-ignore',
  'config',
  'describe',
  'diff',
  'diff-tree',
  'for-each-ref',
  'fsck',
  'grep',
  'help',
  'log',
  'ls-files',
  'ls-remote',
  'ls-tree',
  'merge-base',
  'mv',
  'name-rev',
  'reflog',
  'rev-list',
  'rev-parse',
  'rm',
  'restore',
  'shortlog',
  'show',
  'show-ref',
  'status',
  'version',
  'whatchanged',
]);

const known = new Set([...Object.values(makers).flat(), ...harmless, 'push', 'tag', 'gc', 'clean', 'init']);

/** Whether a subcommand can have written an entry of this action; an unknown word may be an alias. */
export function canMake(subcommand: string, action: RefAction): boolean {
  return makers[action].includes(subcommand) || !known.has(subcommand);
}
