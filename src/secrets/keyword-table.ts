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
  /** By slot number and third character of a place, put together in the same way: 1 where a keyword goes on so. */
  readonly thirds: Uint8Array;
  /** The same for the fourth character. */
  readonly fourths: Uint8Array;
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
  const words = [...new Set(kinds.flatMap(({ keywords }) => keywords))].sort((a, b) => b.length - a.length);
  for (const word of words) {
    const [at = 0, ...others] = beginnings(word, ignoresCase).map((begins) =>
      slotOf(begins.charCodeAt(0), begins.charCodeAt(1)),
    );
    if (slotNumbers[at] === 0) slotNumbers[at] = slots.push([]);
    const number = slotNumbers[at] ?? 0;
    for (const other of others) slotNumbers[other] = number;
    slots[number - 1]?.push({
      word,
      atWord: !isInWords(word),
      kinds: kinds.filter(({ keywords }) => keywords.includes(word)),
    });
  }
  const thirds = continuations(slots, 2, ignoresCase);
  return { slotNumbers, slots, thirds, fourths: continuations(slots, 3, ignoresCase), fold };
}

/** What ends before that place may be followed by anything. */
function continuations(slots: readonly Keyword[][], at: number, ignoresCase: boolean): Uint8Array {
  const goesOn = new Uint8Array((slots.length + 1) * 128);
  for (const [index, keywords] of slots.entries()) {
    for (const { word } of keywords) {
      for (const code of writtenAs(word.charAt(at), ignoresCase)) goesOn[slotOf(index + 1, code)] = 1;
    }
  }
  return goesOn;
}

const allCodes: readonly number[] = Array.from({ length: 128 }, (_, code) => code);

/** Codes of a character; of none, those of all. */
function writtenAs(character: string, ignoresCase: boolean): readonly number[] {
  if (character === '') return allCodes;
  const forms = ignoresCase ? [character.toLowerCase(), character.toUpperCase()] : [character];
  return forms.map((form) => form.charCodeAt(0));
}

/**
 * Where a keyword may begin, by the first four characters as far as they are ASCII: hardly more places than where one
 * does.
 */
export function placesOf({ slotNumbers, thirds, fourths }: KeywordTable, text: string): readonly number[] {
  const places: number[] = [];
  const last = text.length - 1;
  let second = last < 1 ? 0 : text.charCodeAt(0);
  for (let index = 0; index < last; index += 1) {
    const first = second;
    second = text.charCodeAt(index + 1);
    if (first > 127 || second > 127) continue;
    const slot = slotNumbers[(first << 7) | second] ?? 0;
    if (slot === 0) continue;
    const third = text.charCodeAt(index + 2);
    if (third < 128 && thirds[(slot << 7) | third] === 0) continue;
    const fourth = text.charCodeAt(index + 3);
    if (third < 128 && fourth < 128 && fourths[(slot << 7) | fourth] === 0) continue;
    places.push(index);
  }
  return places;
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
  for (let at = 2; at < word.length; at += 1) {
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
