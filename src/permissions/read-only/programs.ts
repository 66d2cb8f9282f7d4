import type { CommandShape } from './command-shape.ts';

const files: CommandShape = { operands: 'files' };
const text: CommandShape = { operands: 'text' };
const none: CommandShape = { operands: 'none' };
const versionOnly: CommandShape = {
  operands: 'text',
  only: (words) => words.length === 1 && ['--version', '-v', '-V', 'version'].includes(words[0] ?? ''),
};
const container: CommandShape = {
  operands: 'text',
  refused: ['-H', '--host', '--context', '--url', '--connection', '-c', '--config', '--follow'],
  only: (words) => ['ps', 'images', 'logs', 'inspect'].includes(words[0] ?? ''),
};

/**
 * Programs that only look, with what keeps their uses so.
 * The named ones of https://code.claude.com/docs/en/permissions#read-only-commands and of the changelog
 * (2.1.72: lsof, pgrep, tput, ss, fd), and others of the same kind.
 */
export const readOnlyPrograms: Readonly<Record<string, CommandShape>> = {
  ls: files,
  cat: files,
  head: { operands: 'files', valued: ['-n', '-c', '--lines', '--bytes'] },
  tail: { operands: 'files', valued: ['-n', '-c', '--lines', '--bytes', '-s', '--pid'] },
  wc: { operands: 'files', valued: [] },
  diff: { operands: 'files', valued: ['-U', '-C', '-x', '-I', '--label'] },
  stat: { operands: 'files', valued: ['-f', '-c', '-t', '--format'] },
  du: { operands: 'files', valued: ['-d', '--max-depth', '--exclude', '-B', '-t'] },
  df: files,
  cd: files,
  pwd: none,
  echo: text,
  printf: { operands: 'text', refused: ['-v'] },
  which: text,
  whereis: text,
  type: text,
  true: none,
  false: none,
  sleep: text,
  test: text,
  '[': text,
  ':': text,
  exit: text,
  grep: {
    operands: 'pattern-files',
    valued: ['-m', '-A', '-B', '-C', '--include', '--exclude', '--exclude-dir', '--color'],
  },
  egrep: {
    operands: 'pattern-files',
    valued: ['-m', '-A', '-B', '-C', '--include', '--exclude', '--exclude-dir'],
  },
  fgrep: {
    operands: 'pattern-files',
    valued: ['-m', '-A', '-B', '-C', '--include', '--exclude', '--exclude-dir'],
  },
  rg: {
    operands: 'pattern-files',
    refused: ['--pre', '--hostname-bin', '--search-zip'],
    valued: ['-m', '-A', '-B', '-C', '-g', '--glob', '-t', '--type', '-T', '-j', '-r'],
  },
  find: {
    operands: 'find',
    refused: [
      '-exec',
      '-execdir',
      '-ok',
      '-okdir',
      '-delete',
      '-fprint',
      '-fprint0',
      '-fprintf',
      '-fls',
      '-files0-from',
    ],
  },
  fd: {
    operands: 'pattern-files',
    refused: ['-x', '-X', '--exec', '--exec-batch', '-l'],
    valued: ['-e', '-t', '-d', '-E'],
  },
  fdfind: {
    operands: 'pattern-files',
    refused: ['-x', '-X', '--exec', '--exec-batch', '-l'],
    valued: ['-e', '-t', '-d', '-E'],
  },
  tree: { operands: 'files', refused: ['-o', '-R'], valued: ['-L', '-I', '-P', '--charset', '--filelimit'] },
  sort: {
    operands: 'files',
    refused: ['-o', '--output', '--compress-program', '-T', '--temporary-directory', '--files0-from'],
    valued: ['-k', '-t', '--key', '--field-separator', '-S', '--parallel'],
  },
  uniq: {
    operands: 'files',
    valued: ['-f', '-s', '-w'],
    only: (words) => words.filter((word) => !word.startsWith('-')).length < 2,
  },
  cut: { operands: 'files', valued: ['-d', '-f', '-c', '-b', '--delimiter', '--fields'] },
  paste: { operands: 'files', valued: ['-d', '--delimiters'] },
  column: { operands: 'files', valued: ['-s', '-t', '-o', '-c', '-N'] },
  tr: text,
  sed: {
    operands: 'script-files',
    refused: ['-i', '--in-place', '-f', '--file', '--follow-symlinks'],
    valued: ['-e', '--expression', '-l'],
    only: isPrintingSed,
  },
  awk: {
    operands: 'script-files',
    refused: ['-f', '--file', '-i', '-l', '-E', '-o', '-p', '-d'],
    valued: ['-F', '-v'],
    only: isPlainAwk,
  },
  jq: {
    operands: 'script-files',
    refused: ['-f', '--from-file', '-L', '--rawfile', '--slurpfile'],
    valued: ['--arg', '--argjson', '--indent'],
  },
  file: {
    operands: 'files',
    refused: ['-m', '--magic-file', '-f', '--files-from', '-C', '--compile'],
    valued: [],
  },
  nl: files,
  tac: files,
  rev: files,
  od: files,
  hexdump: files,
  strings: files,
  base64: { operands: 'files', refused: ['-o', '--output'] },
  md5sum: files,
  sha1sum: files,
  sha256sum: files,
  cksum: files,
  cmp: files,
  comm: files,
  fold: files,
  expand: files,
  unexpand: files,
  fmt: files,
  readlink: files,
  realpath: files,
  basename: text,
  dirname: text,
  date: {
    operands: 'text',
    refused: ['-s', '--set', '-f', '--file'],
    only: (words) => words.every((word) => /^[-+]/.test(word)),
  },
  cal: text,
  hostname: {
    operands: 'none',
    only: (words) => words.every((word) => word.startsWith('-') && word !== '-F'),
  },
  whoami: none,
  id: text,
  groups: text,
  uname: none,
  arch: none,
  uptime: none,
  free: none,
  nproc: none,
  locale: none,
  getconf: text,
  seq: text,
  expr: text,
  ps: text,
  pgrep: { operands: 'text', refused: ['-F', '--pidfile'] },
  lsof: { operands: 'text', refused: ['-D'] },
  ss: { operands: 'text', refused: ['-D', '-K', '--kill', '-F'] },
  netstat: text,
  tput: {
    operands: 'text',
    refused: ['-S'],
    only: (words) => !words.some((word) => /^(?:init|reset)$/.test(word)),
  },
  docker: container,
  podman: container,
  node: versionOnly,
  npm: versionOnly,
  python: versionOnly,
  python3: versionOnly,
  cargo: versionOnly,
  go: versionOnly,
};

/** Only addresses with `p`, `=` or `d`, and plain substitutions: neither `w`, `e` nor `r`. */
function isPrintingSed(words: readonly string[]): boolean {
  const scripts = words
    .filter((word, at) => !word.startsWith('-') && (at === 0 || words[at - 1] !== '-l'))
    .slice(0, 1);
  return scripts.every((script) =>
    script
      .split(';')
      .every((part) =>
        /^\s*(?:(?:\d+|\$|\/[^/]*\/)(?:,\s*(?:\+?\d+|\$|\/[^/]*\/))?)?\s*(?:[p=dqP]|s([/|#,])(?:(?!\1).)*\1(?:(?!\1).)*\1[gpiI0-9]*)?\s*$/.test(
          part,
        ),
      ),
  );
}

/** A program text that prints: no output to a file or a pipe, no `system`. */
function isPlainAwk(words: readonly string[]): boolean {
  return !words.some((word) => /system\s*\(|getline|\|\s*"|"\s*\||print[^}]*>/.test(word));
}
