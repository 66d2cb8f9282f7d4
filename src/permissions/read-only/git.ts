import { hasRefused } from './command-shape.ts';

/** Options with which any git command writes a file or runs a program. */
const refusedEverywhere = [
  '--output',
  '--ext-diff',
  '--textconv',
  '--upload-pack',
  '--exec',
  '--open-files-in-pager',
  '-O',
];

type Check = (words: readonly string[]) => boolean;

const always: Check = () => true;
const withoutOperands: Check = (words) => words.every((word) => word.startsWith('-'));
const startsWith =
  (...first: readonly string[]): Check =>
  (words) =>
    first.includes(words[0] ?? '');
const listing: Check = (words) =>
  !hasRefused(words, [
    '-d',
    '-D',
    '-m',
    '-M',
    '-c',
    '-C',
    '-u',
    '-f',
    '--delete',
    '--move',
    '--copy',
    '--force',
    '--set-upstream-to',
    '--unset-upstream',
    '--edit-description',
    '-a ',
    '-s',
    '-F',
    '--sign',
    '--annotate',
    '--message',
  ]) &&
  words.every(
    (word, at) =>
      word.startsWith('-') ||
      [
        '--contains',
        '--no-contains',
        '--merged',
        '--no-merged',
        '--list',
        '-l',
        '--sort',
        '--points-at',
        '--format',
      ].includes(words[at - 1] ?? ''),
  );

/** Read-only forms of git, subcommand by subcommand. */
const subcommands: Readonly<Record<string, Check>> = {
  log: always,
  show: always,
  diff: always,
  status: always,
  blame: always,
  shortlog: always,
  describe: always,
  grep: always,
  'ls-files': always,
  'ls-tree': always,
  'ls-remote': (words) =>
    words.every((word) => word.startsWith('-') || /^[\w.-]+(?:\/[\w.*-]+)*$/.test(word)),
  'rev-parse': always,
  'rev-list': always,
  'merge-base': always,
  'name-rev': always,
  'cat-file': (words) => !hasRefused(words, ['--filters', '--textconv']),
  'for-each-ref': always,
  'show-ref': always,
  'diff-tree': always,
  'count-objects': always,
  'check-ignore': always,
  version: always,
  branch: listing,
  tag: listing,
  remote: (words) => words.length === 0 || words[0] === '-v' || words[0] === 'show' || words[0] === 'get-url',
  stash: startsWith('list', 'show'),
  worktree: startsWith('list'),
  reflog: (words) => words.length === 0 || words[0] === 'show' || (words[0] ?? '').startsWith('-'),
  config: (words) =>
    ['--get', '--get-all', '--get-regexp', '--list', '-l', 'get', 'list'].some((option) =>
      words.includes(option),
    ),
  '--version': withoutOperands,
};

/**
 * Does this git command only look? https://code.claude.com/docs/en/permissions#read-only-commands
 * @param words after `git`
 */
export function isReadOnlyGit(words: readonly string[]): boolean {
  const rest = words[0] === '--no-pager' ? words.slice(1) : words;
  const name = rest[0] ?? '';
  if (!Object.hasOwn(subcommands, name)) return false;
  const after = rest.slice(1);
  return !hasRefused(after, refusedEverywhere) && subcommands[name]?.(after) === true;
}
