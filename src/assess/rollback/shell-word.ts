/**
 * One word of a POSIX shell that means exactly this text, whatever the text is.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02
 */
export function word(text: string): string {
  return /^[A-Za-z0-9_@%+:,./=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command line of words; the words before it are ours. */
export function line(...words: readonly string[]): string {
  return words.map(word).join(' ');
}
