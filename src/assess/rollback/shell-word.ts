import { actingOrHidden } from '../../unseen-characters.ts';

/**
 * One word of a POSIX shell that means exactly this text, whatever the text is, and shows all of it to who reads the
 * script: characters that act on a terminal or hide are written as bytes for `printf`.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02
 */
export function word(text: string): string {
  if (/^[A-Za-z0-9_@%+:,./=-]+$/.test(text)) return text;
  const parts = text.split(unseen).map((part, index) => (index % 2 === 1 ? asBytes(part) : quoted(part)));
  return parts.join('') || "''";
}

/** A command line of words; the words before it are ours. */
export function line(...words: readonly string[]): string {
  return words.map(word).join(' ');
}

/** Runs of them; a line break is seen. */
const unseen = new RegExp(`((?:(?!\\n)${actingOrHidden.source})+)`, 'u');

function quoted(text: string): string {
  return text === '' ? '' : `'${text.replaceAll("'", `'\\''`)}'`;
}

function asBytes(text: string): string {
  const bytes = [...Buffer.from(text, 'utf8')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `"$(printf '${bytes.join('')}')"`;
}
