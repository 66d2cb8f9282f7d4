import type { KeywordLists } from './keywords/keyword-memory.ts';
import type { SecretKind } from './secret-kind.ts';

/** A keyword with the kinds that it may begin. */
interface Keyword {
  readonly word: string;
  /** It has to begin a word. */
  readonly atWord: boolean;
  readonly kinds: readonly SecretKind[];
}

/** Kinds, found by their keywords in one walk over a text. */
export interface KeywordTable {
  /** For the two characters at a place, as {@link slotOf} puts them together: 0, or one more than an index of `slots`. */
  readonly slotNumbers: Uint16Array;
  /** Keywords that begin with the same two characters, longest first. */
  readonly slots: readonly (readonly Keyword[])[];
  /** The words of `slots`, to be found. */
  readonly keywords: KeywordLists;
  /** Character codes as they are compared. */
  readonly fold: Uint8Array;
}

export function keywordTable(kinds: readonly SecretKind[], ignoresCase: boolean): KeywordTable {
  const fold = Uint8Array.from({ length: 128 }, (_, code) => (ignoresCase ? lower(code) : code));
  const marks = new Set(kinds.flatMap((kind) => (kind.before ? kind.keywords : [])));
  const isInWords = (word: string) =>
    ignoresCase || marks.has(word) || !/^[A-Za-z0-9]/.test(word) || /^.{4,}[-_.]$/.test(word);
  const slotNumbers = new Uint16Array(128 * 128);
  const slots: Keyword[][] = [];
  const words = [...kindsByWord(kinds)].sort(([a], [b]) => b.length - a.length);
  for (const [word, kindsOfWord] of words) {
    const [at = 0, ...others] = beginnings(word, ignoresCase).map((begins) =>
      slotOf(begins.charCodeAt(0), begins.charCodeAt(1)),
    );
    if (slotNumbers[at] === 0) slotNumbers[at] = slots.push([]);
    const number = slotNumbers[at] ?? 0;
    for (const other of others) slotNumbers[other] = number;
    slots[number - 1]?.push({
      word,
      atWord: !isInWords(word),
      kinds: kindsOfWord,
    });
  }
  const lists = slots.map((keywords) => keywords.map(({ word }) => word));
  return { slotNumbers, slots, keywords: { lists, numbers: slotNumbers, ignoresCase }, fold };
}

function kindsByWord(kinds: readonly SecretKind[]): ReadonlyMap<string, readonly SecretKind[]> {
  const found = new Map<string, SecretKind[]>();
  for (const kind of kinds) {
    for (const word of new Set(kind.keywords)) {
      const known = found.get(word);
      if (known) known.push(kind);
      else found.set(word, [kind]);
    }
  }
  return found;
}

/** The index of two characters in {@link KeywordTable.slotNumbers}. Both codes are below 128. */
export function slotOf(first: number, second: number): number {
  return (first << 7) | second;
}

/** The first two characters of a keyword, in small letters first, then in every other case. */
function beginnings(word: string, ignoresCase: boolean): readonly string[] {
  if (!ignoresCase) return [word.slice(0, 2)];
  const [first = '', second = ''] = word.toLowerCase();
  const both = (letter: string) => [letter, letter.toUpperCase()];
  return both(first).flatMap((one) => both(second).map((other) => one + other));
}

/** Whether a keyword stands at a place. */
export function standsAt({ word, atWord }: Keyword, text: string, index: number, fold: Uint8Array): boolean {
  if (index + word.length > text.length) return false;
  for (let at = 0; at < word.length; at += 1) {
    const code = text.charCodeAt(index + at);
    if (code > 127 || fold[code] !== fold[word.charCodeAt(at)]) return false;
  }
  return !atWord || index === 0 || beginsWord(text, index);
}

/**
 * A short keyword inside a word is none, unless the letter before belongs to an escape: `\n`, `%3D`, `\u003d`, or a
 * terminal's colour (`[32m`).
 */
function beginsWord(text: string, index: number): boolean {
  if (!/[A-Za-z0-9]/.test(text.charAt(index - 1))) return true;
  return /(?:\\[a-z]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\[[\d;]{0,10}[A-Za-z])$/.test(
    text.slice(Math.max(0, index - 13), index),
  );
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}
