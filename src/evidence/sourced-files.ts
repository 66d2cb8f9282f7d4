import { dirname, isAbsolute, join, normalize } from 'node:path';
import fastGlob from 'fast-glob';
import { whereLinksLead } from './configuration/follow-links.ts';
import { type Home, hostPath, territoryOf } from './home.ts';
import { liesIn } from './lies-in.ts';
import { readHead } from './read-head.ts';
import { sourcedWords } from './sourced-words.ts';

const deepest = 5;
const filesAtMost = 300;
const largestBytes = 256 * 1024;

/** A user's home, and the evidence in which it lies. */
interface Place {
  readonly userHome: string;
  readonly home: Home;
}

/** What profiles read, and what that reads in turn; absolute paths on this machine, each once. */
export interface SourcedFiles {
  /** Without the profiles. */
  readonly files: readonly string[];
  /** Outside of the evidence, and of no folder of the system: nothing was looked for there. */
  readonly beyond: readonly string[];
}

/** @param starts absolute paths of the profiles */
export function sourcedFiles(starts: readonly string[], place: Place): SourcedFiles {
  const seen = new Set(starts);
  const found: string[] = [];
  const beyond = new Set<string>();
  let open = [...starts];
  for (let depth = 0; depth < deepest && open.length > 0; depth += 1) {
    const named = open.flatMap((file) => namedIn(file, place));
    const isHere = (path: string) => isEvidence(path, place.home);
    for (const path of named) if (!isHere(path) && !ofSystems.test(path)) beyond.add(path);
    const next = named.filter(isHere).flatMap(existing).filter(isHere);
    open = [...new Set(next)].filter((file) => !seen.has(file)).slice(0, filesAtMost - found.length);
    for (const file of open) seen.add(file);
    found.push(...open);
  }
  return { files: found, beyond: [...beyond].slice(0, filesAtMost) };
}

/** Profiles of most distributions and package managers read these; a copy of a home never has them. */
const ofSystems =
  /^\/(?:etc|usr|opt|lib|nix|snap|dev|proc|run|var\/lib|Library|System|Applications|home\/linuxbrew)\//;

function isEvidence(path: string, home: Home): boolean {
  return territoryOf(home).some((folder) => liesIn(path, folder));
}

/** Paths and globs, absolute on this machine. */
function namedIn(file: string, place: Place): string[] {
  const text = readHead(whereLinksLead(file, place.home) ?? '', largestBytes);
  const { words, variables } = sourcedWords(text);
  const filled = words.map((word) => withVariables(word, variables));
  return [...new Set(filled.flatMap((word) => pathOf(word, file, place) ?? []))];
}

const deepestVariable = 3;

/** A variable of the profile that stands for a folder. */
function withVariables(word: string, variables: ReadonlyMap<string, string>): string {
  let filled = word;
  for (let depth = 0; depth < deepestVariable; depth += 1) {
    filled = filled.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => variables.get(name) ?? whole);
  }
  return filled;
}

/** `"$HOME/.zsh/aliases"`, `${ZDOTDIR:-$HOME}/x`, `~/.bashrc.d/*`; undefined where a value is not known. */
function pathOf(word: string, file: string, { userHome, home }: Place): string | undefined {
  const plain = word
    .replace(/["']/g, '')
    .replace(/\\(?=[\w*.])/g, '/')
    .replace(/\$\{\w+:-([^{}]*)\}/g, '$1')
    .replace(/\$(?:\{)?XDG_CONFIG_HOME(?:\})?/g, '~/.config')
    .replace(/\$(?:\{)?(?:HOME|ZDOTDIR|env\.HOME)(?:\})?/g, '~')
    .replace(/^\$(?:\{)?(?:ZSH_CUSTOM|ZSH)(?:\})?/, '~/.oh-my-zsh/custom')
    .replace(/\(N\)$|\(\.N\)$/, '');
  if (plain === '' || plain.includes('$') || !/[/.]/.test(plain)) return undefined;
  if (plain.startsWith('~')) return normalize(join(userHome, plain.slice(1)));
  return isAbsolute(plain) ? hostPath(home, plain) : normalize(join(dirname(file), plain));
}

function existing(pattern: string): string[] {
  const names = fastGlob.isDynamicPattern(pattern) ? pattern : fastGlob.escapePath(pattern);
  return fastGlob
    .sync(names, {
      absolute: true,
      dot: true,
      onlyFiles: true,
      suppressErrors: true,
      followSymbolicLinks: false,
    })
    .slice(0, filesAtMost);
}
