import type { Finding } from '../../detect/finding.ts';
import { deeds } from './deeds.ts';

/** Of scripts with spaces between words. */
const letters = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_]/u;

/** Where a word begins: `delete` stands in `deleted`; scripts without spaces are searched. -1: nowhere. */
export function indexOfWord(clause: string, word: string): number {
  const isShort = word.length < 4;
  for (let at = clause.indexOf(word); at >= 0; at = clause.indexOf(word, at + 1)) {
    if (!/^[\p{Script=Latin}\p{Script=Cyrillic}\d_.]/u.test(word)) return at;
    const starts = !letters.test(clause.charAt(at - 1));
    const ends = !letters.test(clause.charAt(at + word.length));
    if (starts && (!isShort || ends)) return at;
  }
  return -1;
}

const shortestOwn = 4;
const mostOwn = 40;
const longestText = 500;

/** Folders and names that anything may have. */
const namesOfNothing = new Set(
  'home users user root code work projects project documents downloads desktop repo repos source test tests index main.ts file files src .claude .config config local data with true false null this that settings package readme dockerfile makefile server claude'.split(
    ' ',
  ),
);

/** Names in what the finding is about: parts of paths, branches, tables, hosts. */
export function ownWords({ subject, subjects = [], arguments: commands }: Finding): readonly string[] {
  const words = [subject, ...subjects].flatMap((text) => wordsOf(text, /[\s/\\"'`:=,;()@*?]+/));
  const packages = [subject, ...subjects].flatMap(partsOfPackage);
  const hosts = commands.flatMap(hostsInCommand);
  const names = [...words, ...words.flatMap(stemOf), ...packages, ...hosts].filter(
    (word) => word.length >= shortestOwn && !/^(?:-|https?$)/.test(word) && !isCommon(word),
  );
  return [...new Set(names)].slice(0, mostOwn);
}

/** Of a name without a path: `warp` of `Cloudflare.Warp`. */
function partsOfPackage(text: string): readonly string[] {
  return /^@?[\w.-]+(?:\/[\w.-]+)?$/.test(text) ? wordsOf(text, /[@/._-]+/) : [];
}

/** People leave out what makes a name a file: `gitleaks` of `.gitleaks.toml`. */
function stemOf(word: string): readonly string[] {
  const stem = /^\.?([\p{L}\p{N}][\p{L}\p{N}_-]*)\.[a-z0-9]{1,8}$/u.exec(word)?.[1];
  return stem === undefined ? [] : [stem];
}

function wordsOf(text: string, separator: RegExp): readonly string[] {
  return text.slice(0, longestText).toLowerCase().split(separator);
}

/** Of a command line only what can be nothing but a name: the host of a login. */
function hostsInCommand(command: string): readonly string[] {
  return wordsOf(command, /[\s"'`=,;()]+/).flatMap((word) => /^[\w.-]+@([\w-]+)/.exec(word)?.[1] ?? []);
}

function isCommon(word: string): boolean {
  return namesOfNothing.has(word) || deeds.some(({ verbs }) => verbs.includes(word));
}
