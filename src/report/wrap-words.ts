import { type ReadSigns, widthOf } from './signs.ts';

/** Breaks lines at blanks alone, and sets what follows in as far as the line itself: a word that is wider than the terminal stays whole, so that it can be copied. */
export function wrapWords(text: string, width: number, signsOf: ReadSigns): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => (widthOf(signsOf(line)) <= width ? [line] : wrapped(line, width, signsOf)));
}

function wrapped(line: string, width: number, signsOf: ReadSigns): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  for (const word of line.trimStart().split(/(?<= )(?=[^ ])/)) {
    const longer = `${lines.at(-1) ?? indent}${word}`;
    if (lines.length > 0 && widthOf(signsOf(longer.trimEnd())) <= width) lines[lines.length - 1] = longer;
    else lines.push(`${indent}${word}`);
  }
  return lines.map((one) => one.trimEnd());
}
