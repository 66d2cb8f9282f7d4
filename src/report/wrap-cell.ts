import { type ReadSigns, type Sign, widthOf } from './signs.ts';

/**
 * Breaks lines behind a blank, else where a path or a list has its parts, else at a hyphen or the like, else anywhere:
 * behind a place in the first half only where what follows it fits into a line.
 */
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
  const isGood = (at: number, isEnd: IsEnd) =>
    at * 2 > fitting || (at > 0 && widthOf(runFrom(line, at + 1, isEnd)) <= width);
  const blank = line.slice(0, fitting + 1).findLastIndex(isBlank);
  if (isGood(blank, isBlank)) return blank;
  for (const isEnd of [endsPart, endsSyllable]) {
    const end = line.slice(0, fitting).findLastIndex(isEnd);
    if (isGood(end, isEnd)) return end + 1;
  }
  return fitting;
}

type IsEnd = (sign: Sign) => boolean;
const isBlank: IsEnd = ({ text }) => text === ' ';
/** Of a path, a list or an assignment. */
const endsPart: IsEnd = ({ text }) => /^["/\\,;=]$/.test(text);
const endsSyllable: IsEnd = ({ text }) => /^[_:-]$/.test(text);

/** The signs from a place to the next end: a blank takes no room at the end of a line, other signs do. */
function runFrom(line: readonly Sign[], start: number, isEnd: IsEnd): readonly Sign[] {
  const rest = line.slice(start);
  const end = rest.findIndex((sign) => isEnd(sign));
  return end < 0 ? rest : rest.slice(0, isEnd === isBlank ? end : end + 1);
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
