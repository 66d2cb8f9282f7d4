import { type ReadSigns, type Sign, widthOf } from './signs.ts';

/** Breaks lines behind a blank where there is one in the second half, else behind a sign, else anywhere. */
export function wrapCell(cell: string, width: number, signsOf: ReadSigns): string {
  return cell
    .split('\n')
    .flatMap((line) => pieces(signsOf(line), width))
    .join('\n');
}

function pieces(line: readonly Sign[], width: number): readonly string[] {
  const found: string[] = [];
  let rest = line;
  while (widthOf(rest) > width) {
    const at = breakOf(rest, width);
    found.push(textOf(rest.slice(0, at)).trimEnd());
    rest = rest.slice(rest[at]?.text === ' ' ? at + 1 : at);
  }
  return [...found, textOf(rest)];
}

/** How many signs go into the first line. */
function breakOf(line: readonly Sign[], width: number): number {
  const fitting = fittingSigns(line, width);
  const blank = line.slice(0, fitting + 1).findLastIndex(({ text }) => text === ' ');
  if (blank * 2 > fitting) return blank;
  const sign = line.slice(0, fitting).findLastIndex(({ text }) => /^[/\\_,;:=-]$/.test(text));
  return sign * 2 > fitting ? sign + 1 : fitting;
}

function fittingSigns(line: readonly Sign[], width: number): number {
  let used = 0;
  const over = line.findIndex((sign) => {
    used += sign.width;
    return used > width;
  });
  return Math.max(1, over);
}

function textOf(signs: readonly Sign[]): string {
  return signs.map(({ text }) => text).join('');
}
