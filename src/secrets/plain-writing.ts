import type { FoundSecret } from './found-secret.ts';

/** Quotes inside a word, and letters that are written as codes: a shell, JSON or an address reads through them. */
const disguise =
  /(?<=[A-Za-z])(?:""|'')(?=[A-Za-z])|\\{1,2}u00(?:2d|5f|[46][1-9a-f]|[57][0-9a])|%(?:2d|5f|[46][1-9a-f]|[57][0-9a])/gi;
const disguiseHere = new RegExp(disguise.source, 'iy');
/** With which one begins: looked for first, since most texts have none. */
const marks = ['""', "''", '\\u00', '%'];
const none: readonly FoundSecret[] = [];
/** Of a line that long nobody typed a command. */
const longestLine = 8192;

/**
 * Secrets of lines whose words are written otherwise than they are read: `pass''word=…`, `p\u0061ssword=…`,
 * `pass%77ord=…`.
 * @param secretsOf finds those of a plain text
 */
export function disguisedSecrets(
  text: string,
  secretsOf: (plain: string) => readonly FoundSecret[],
): readonly FoundSecret[] {
  if (!marks.some((mark) => text.includes(mark))) return none;
  return [...disguisedLines(text)].flatMap(([from, end]) =>
    secretsOfLine(text.slice(from, end), secretsOf).map((secret) => ({
      ...secret,
      offset: from + secret.offset,
    })),
  );
}

/** Where lines begin that hold a disguise, and where each ends. */
function disguisedLines(text: string): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const mark of marks) {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      disguiseHere.lastIndex = at;
      if (!disguiseHere.test(text)) continue;
      const from = text.lastIndexOf('\n', at) + 1;
      const next = text.indexOf('\n', at);
      const end = next === -1 ? text.length : next;
      if (end - from <= longestLine) lines.set(from, end);
      at = end;
    }
  }
  return lines;
}

function secretsOfLine(
  line: string,
  secretsOf: (plain: string) => readonly FoundSecret[],
): readonly FoundSecret[] {
  let plain = '';
  /** Of each character of the plain line, and of its end: where it stands in the line. */
  const places: number[] = [];
  const add = (characters: string, from: number, step: number): void => {
    for (let at = 0; at < characters.length; at += 1) places.push(from + at * step);
    plain += characters;
  };
  let end = 0;
  for (const { 0: written, index } of line.matchAll(disguise)) {
    add(line.slice(end, index), end, 1);
    add(letterOf(written), index, 0);
    end = index + written.length;
  }
  add(line.slice(end), end, 1);
  places.push(line.length);
  return secretsOf(plain).map(({ kind, offset, length }) => {
    const from = places[offset] ?? 0;
    return { kind, offset: from, length: (places[offset + length] ?? line.length) - from };
  });
}

function letterOf(written: string): string {
  if (/^["']/.test(written)) return '';
  return String.fromCharCode(Number.parseInt(written.slice(-2), 16));
}
