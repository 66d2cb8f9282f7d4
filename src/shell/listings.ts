import type { Field } from './field.ts';

/** A program with its words, the program first. */
interface Asked {
  readonly words: readonly string[];
  readonly repository: string;
  readonly home: string;
}

type Listing = (asked: Asked) => readonly string[];

/** Options with their values and operands apart, by the few options that take a value. */
function operandsOf(words: readonly string[], valued = /^$/): readonly string[] {
  const operands: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (valued.test(word)) at += 1;
    else if (!word.startsWith('-')) operands.push(word);
  }
  return operands;
}

function hasOption(words: readonly string[], option: RegExp): boolean {
  return words.some((word) => option.test(word));
}

/** A glob and `-d` print what they name; a folder prints what is in it, without its own name. */
const namesInFolder: Listing = ({ words }) => {
  const operands = operandsOf(words.slice(1), /^-[IwT]$/);
  if (operands.length === 0) return hasOption(words, /^-[a-zA-Z]*R/) ? ['**'] : ['*'];
  const isItself = hasOption(words, /^(?:-[a-zA-Z]*d[a-zA-Z]*|--directory)$/);
  return operands.map((operand) => (isItself || /[*?[]/.test(operand) ? operand : '*'));
};

const filesOfProject: Listing = ({ words }) => {
  if (hasOption(words, /^(?:-[a-z]*d[a-z]*|--deleted)$/)) return [];
  const operands = operandsOf(words.slice(2), /^-(?:x|X)$|^--(?:exclude|exclude-from|with-tree)$/);
  if (operands.length === 0) return ['**'];
  return operands.map((operand) => (/[*?[]/.test(operand) ? `**/${operand}` : `${operand}/**`));
};

const changedFiles: Listing = ({ words }) =>
  hasOption(words, /^--(?:name-only|name-status)$/) ? ['**/*'] : [];

const matchingFiles =
  (isRecursive: (words: readonly string[]) => boolean): Listing =>
  ({ words }) => {
    if (!hasOption(words, /^(?:-[a-zA-Z]*[lL][a-zA-Z]*|--files(?:-with(?:out)?-match(?:es)?)?)$/)) return [];
    const isList = hasOption(words, /^--files$/);
    const given = operandsOf(
      words.slice(1),
      /^-(?:[efgtTABCmjM]|-(?:glob|type|include|exclude|exclude-dir))$/,
    );
    const hasPattern = isList || hasOption(words, /^-[a-zA-Z]*e$/);
    const places = hasPattern ? given : given.slice(1);
    const below = places.length > 0 ? places : ['.'];
    return below.map((place) => (isRecursive(words) && !/[*?[]/.test(place) ? `${place}/**/*` : place));
  };

/** `-o name` prints `namespace/shop`. */
const objectsOfCluster: Listing = ({ words }) => {
  const isNamed = words.some((word, at) =>
    /^(?:-oname|(?:-o|--output)=name)$/.test(word)
      ? true
      : /^(?:-o|--output)$/.test(word) && words[at + 1] === 'name',
  );
  const [, kind] = operandsOf(
    words.slice(1),
    /^(?:-[nlo]|--(?:namespace|selector|output|context|kubeconfig|field-selector|sort-by))$/,
  );
  return isNamed && kind !== undefined ? [`${kind.replace(/\/.*$/, '')}/*`] : [];
};

/** Every container, image or volume, unless something was asked of them. */
const allOfDocker: Listing = ({ words }) =>
  hasOption(words, /^-[a-z]*q[a-z]*$|^--quiet$/) &&
  !hasOption(words, /^(?:-f|--filter)(?:=|$)|^-[nl]$|^--la(?:st|test)/)
    ? ['*']
    : [];

const projectRoot: Listing = ({ words, repository }) =>
  hasOption(words, /^--show-toplevel$/) ? [repository] : [];

const place =
  (path: string): Listing =>
  ({ home }) => [path.replace(/^~/, home)];

const fromWord =
  (places: Readonly<Record<string, string>>): Listing =>
  ({ words, home }) =>
    words.flatMap((word) => (Object.hasOwn(places, word) ? [(places[word] ?? '').replace(/^~/, home)] : []));

const inDocker = {
  ps: allOfDocker,
  images: allOfDocker,
  'image ls': allOfDocker,
  'volume ls': allOfDocker,
  'container ls': allOfDocker,
};

/** What programs print the names of: by program, then by the words that follow it. */
const listings: Readonly<Record<string, Listing | Readonly<Record<string, Listing>>>> = {
  ls: namesInFolder,
  gls: namesInFolder,
  dir: namesInFolder,
  exa: namesInFolder,
  eza: namesInFolder,
  lsd: namesInFolder,
  du: namesInFolder,
  rg: matchingFiles(() => true),
  ag: matchingFiles(() => true),
  ack: matchingFiles(() => true),
  grep: matchingFiles((words) => hasOption(words, /^(?:-[a-zA-Z]*[rR][a-zA-Z]*|--recursive)$/)),
  egrep: matchingFiles((words) => hasOption(words, /^(?:-[a-zA-Z]*[rR][a-zA-Z]*|--recursive)$/)),
  git: {
    'ls-files': filesOfProject,
    grep: ({ words }) =>
      hasOption(words, /^(?:-[a-zA-Z]*[lL][a-zA-Z]*|--files-with(?:out)?-matches|--name-only)$/)
        ? ['**/*']
        : [],
    diff: changedFiles,
    show: changedFiles,
    log: changedFiles,
    'diff-tree': changedFiles,
    status: () => ['**/*'],
    'rev-parse': projectRoot,
  },
  kubectl: { get: objectsOfCluster },
  oc: { get: objectsOfCluster },
  docker: inDocker,
  podman: inDocker,
  nerdctl: inDocker,
  npm: {
    root: ({ words }) =>
      hasOption(words, /^(?:-g|--global)$/) ? ['/usr/local/lib/node_modules'] : ['node_modules'],
    prefix: ({ words }) => (hasOption(words, /^(?:-g|--global)$/) ? ['/usr/local'] : ['.']),
    'config get cache': place('~/.npm/_cacache'),
  },
  yarn: { 'cache dir': place('~/.cache/yarn') },
  pnpm: { 'store path': place('~/.local/share/pnpm/store') },
  pip: { 'cache dir': place('~/.cache/pip') },
  pip3: { 'cache dir': place('~/.cache/pip') },
  uv: { 'cache dir': place('~/.cache/uv') },
  go: { env: fromWord({ GOCACHE: '~/.cache/go-build', GOMODCACHE: '~/go/pkg/mod', GOPATH: '~/go' }) },
  brew: fromWord({
    '--cache': '~/Library/Caches/Homebrew',
    '--prefix': '/opt/homebrew',
    '--cellar': '/opt/homebrew/Cellar',
  }),
};

/**
 * What the output of a program names, where its words tell: paths and globs, relative to the working folder.
 * @param program its base name @param argv with the program
 */
export function listedNames(
  program: string,
  argv: readonly Field[],
  around: Pick<Asked, 'repository' | 'home'>,
): readonly string[] {
  const listing = Object.hasOwn(listings, program) ? listings[program] : undefined;
  if (listing === undefined) return [];
  const words = argv.map(({ text }) => text);
  if (typeof listing === 'function') return listing({ ...around, words });
  const operands = operandsOf(words.slice(1), /^-[Cc]$/);
  for (const count of [3, 2, 1]) {
    const key = operands.slice(0, count).join(' ');
    const found = Object.hasOwn(listing, key) ? listing[key] : undefined;
    if (found) return found({ ...around, words });
  }
  return [];
}
