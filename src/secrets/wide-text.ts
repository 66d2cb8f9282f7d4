import type { FoundSecret } from './found-secret.ts';

/**
 * Text in UTF-16 that was read as UTF-8 or Latin-1: a NUL stands behind each of its letters, or before each; in lines of
 * JSON it is written `\u0000`. https://www.rfc-editor.org/rfc/rfc2781
 */
const runs = [
  /(?:[\t\r\x20-\x7e]\0){6,}|(?:\0[\t\r\x20-\x7e]){6,}/g,
  /(?:(?:\\[^u\n]|[^\\\n])\\u0000){6,}|(?:\\u0000(?:\\[^u\n]|[^\\\n])){6,}/g,
];
const byteOrderMark = /\ufffd\ufffd|\ufffe|\ufeff|ÿþ|þÿ/g;
const isWide = /(?:[\t\r\x20-\x7e]\0){6}|(?:\0[\t\r\x20-\x7e]){6}/;
const none: readonly FoundSecret[] = [];

/** A text as its reader should have read it, where it is UTF-16 that was taken for another; else the text itself. */
export function narrowed(text: string): string {
  return text.includes('\0') && isWide.test(text)
    ? text.replaceAll('\0', '').replace(byteOrderMark, '')
    : text;
}

/**
 * Secrets in the parts of a text that are UTF-16.
 * @param secretsOf finds those of a plain text
 */
export function wideSecrets(
  text: string,
  secretsOf: (plain: string) => readonly FoundSecret[],
): readonly FoundSecret[] {
  const written = ['\0', '\\u0000'];
  return written.flatMap((sign, at) => {
    const run = runs[at];
    if (!run || !text.includes(sign)) return none;
    return [...text.matchAll(run)].flatMap(({ 0: wide, index }) =>
      secretsOfRun(wide, index, { sign, secretsOf }),
    );
  });
}

interface Reading {
  readonly sign: string;
  readonly secretsOf: (plain: string) => readonly FoundSecret[];
}

function secretsOfRun(wide: string, start: number, { sign, secretsOf }: Reading): readonly FoundSecret[] {
  const parts = wide.split(sign);
  /** Of each character of the plain text, and of its end: where it stands in the whole text. */
  const places: number[] = [];
  let at = start;
  for (const part of parts) {
    for (let inPart = 0; inPart < part.length; inPart += 1) places.push(at + inPart);
    at += part.length + sign.length;
  }
  places.push(start + wide.length);
  return secretsOf(parts.join('')).map(({ kind, offset, length }) => {
    const from = places[offset] ?? start;
    return { kind, offset: from, length: (places[offset + length] ?? start + wide.length) - from };
  });
}
