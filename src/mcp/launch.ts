import { programName } from './package-reference.ts';

/** How a server's command starts something, its wrappers unwrapped. */
export interface Launch {
  /** Program and arguments; empty where there is no command. */
  readonly words: readonly string[];
  /** Text for a shell, where the command is one: `sh -c '…'`. */
  readonly shellText?: string;
  /** Code on the command line: `node -e`, `python -c`. */
  readonly inlineCode?: string;
  /** Path of the script that an interpreter runs. */
  readonly script?: string;
}

const wrappersAtMost = 8;

/** Programs that start another one, with their flags that take a value. */
const wrappers: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>({
    env: ['-u', '--unset', '-C', '--chdir'],
    sudo: ['-u', '-g', '-h', '-p'],
    nohup: [],
    nice: ['-n'],
    setsid: [],
    stdbuf: ['-i', '-o', '-e'],
    timeout: ['-s', '-k'],
    arch: [],
    caffeinate: [],
    'cross-env': [],
    dotenv: ['-e', '-f'],
    'dotenv-cli': ['-e'],
    wsl: ['-d', '--distribution', '-u', '--user', '--cd'],
    doas: ['-u'],
  }),
);

const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish', 'ash']);
const windowsShells = new Set(['cmd', 'powershell', 'pwsh']);

interface Interpreter {
  /** Flags whose value is code. */
  readonly code: readonly string[];
  /** Flags that take a value which is no script. */
  readonly valued: readonly string[];
  /** Words before the script. */
  readonly verbs?: readonly string[];
}

const javascript: Interpreter = {
  code: ['-e', '--eval', '-p', '--print'],
  valued: [
    '-r',
    '--require',
    '--import',
    '--loader',
    '--experimental-loader',
    '--env-file',
    '-C',
    '--conditions',
  ],
};
const python: Interpreter = { code: ['-c'], valued: ['-m', '-W', '-X'] };

const interpreters: ReadonlyMap<string, Interpreter> = new Map(
  Object.entries<Interpreter>({
    node: javascript,
    nodejs: javascript,
    tsx: javascript,
    'ts-node': javascript,
    bun: { ...javascript, verbs: ['run'] },
    deno: { code: ['eval'], valued: ['--config', '-c', '--import-map'], verbs: ['run'] },
    python,
    python3: python,
    pypy3: python,
    uv: { code: [], valued: ['--with', '--python', '-p', '--directory', '--project'], verbs: ['run'] },
    ruby: { code: ['-e'], valued: ['-r', '-I'] },
    perl: { code: ['-e', '-E'], valued: ['-I', '-M'] },
    php: { code: ['-r'], valued: ['-d', '-c'] },
    java: { code: [], valued: ['-cp', '-classpath', '--class-path'] },
    dotnet: { code: [], valued: [], verbs: ['run', 'exec'] },
  }),
);

/** @param args as configured, secrets masked */
export function launchOf(command: string | undefined, args: readonly string[]): Launch {
  if (command === undefined) return { words: [] };
  const words = unwrapped([...wordsOf(command, args), ...args]);
  const [program = '', ...rest] = words;
  const name = programName(program).replace(/\d+(?:\.\d+)*$/, (version) =>
    /python|pypy/.test(program) ? '' : version,
  );
  if (shells.has(name)) return shellLaunch(words);
  const interpreter = interpreters.get(name) ?? interpreters.get(programName(program));
  return { words, ...(interpreter && scriptOf(rest, interpreter)) };
}

/** Some write a whole command line into `command`; a path with a blank in it stays one word. */
function wordsOf(command: string, args: readonly string[]): readonly string[] {
  const isPath = /^(?:[./~]|[a-z]:[\\/])/i.test(command);
  return args.length === 0 && !isPath ? command.trim().split(/\s+/) : [command];
}

function unwrapped(given: readonly string[]): readonly string[] {
  let words = given;
  for (let count = 0; count < wrappersAtMost; count += 1) {
    const inner = insideOf(words);
    if (!inner || inner.length === 0) return words;
    words = inner;
  }
  return words;
}

function insideOf([program = '', ...rest]: readonly string[]): readonly string[] | undefined {
  const name = programName(program);
  if (windowsShells.has(name)) {
    const at = rest.findIndex((word) => /^(?:\/[ck]|-c(?:ommand)?)$/i.test(word));
    const inner = at === -1 ? [] : rest.slice(at + 1);
    return inner.length === 1 ? inner[0]?.trim().split(/\s+/) : inner;
  }
  const valued = wrappers.get(name);
  if (!valued) return undefined;
  let at = 0;
  for (; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (valued.includes(word)) at += 1;
    else if (!word.startsWith('-') && !/^\w{1,100}=/.test(word) && !/^\d+[smhd]?$/.test(word)) break;
  }
  return rest.slice(at);
}

function shellLaunch(words: readonly string[]): Launch {
  const at = words.findIndex((word, index) => index > 0 && /^-[a-z]{0,6}c$/.test(word));
  if (at !== -1) return { words, shellText: words[at + 1] ?? '' };
  const script = words.slice(1).find((word) => !word.startsWith('-'));
  return { words, ...(script !== undefined && { script }) };
}

function scriptOf(words: readonly string[], { code, valued, verbs = [] }: Interpreter): Partial<Launch> {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (code.includes(word)) return { inlineCode: words[index + 1] ?? '' };
    if (word === '-m') return {};
    if (valued.includes(word)) index += 1;
    else if (word === '-jar') return { script: words[index + 1] ?? '' };
    else if (!word.startsWith('-') && !verbs.includes(word))
      return looksLikeFile(word) ? { script: word } : {};
  }
  return {};
}

function looksLikeFile(word: string): boolean {
  return /[\\/]/.test(word) || /\.[a-z]{1,5}$/i.test(word);
}
