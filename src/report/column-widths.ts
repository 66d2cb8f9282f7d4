import { type ReadSigns, widthOf } from './signs.ts';

/** A column of words that is narrower than this cannot be read. */
const leastToRead = 12;
/** Columns up to this hold names, times, levels and references: they are seen as a whole or not at all. */
const shortColumn = 20;

/** A time is one word. */
const blank = /(?<!\b\d{4}-\d\d-\d\d)\s|\s(?!\d\d:\d\d)/;
/** Where a path or a list may part, too; an id or a time has no such place. */
const parting = /(?<=["/\\,;=])/;

/**
 * Natural widths where they fit; else the widest columns give way: as far as none of their words breaks, then as far as
 * paths part between their names, then a single long one as far as it can be
 * read. Nothing where that is not enough.
 * @param rows the titles first
 * @param room columns for all together
 */
export function columnWidths(
  rows: readonly (readonly string[])[],
  room: number,
  signsOf: ReadSigns,
): number[] | undefined {
  const widest = (partsOf: (cell: string) => readonly string[]) =>
    (rows[0] ?? []).map((_, index) =>
      Math.max(...rows.flatMap((row) => partsOf(row[index] ?? '').map((part) => widthOf(signsOf(part))))),
    );
  const natural = widest((cell) => cell.split('\n'));
  let wanted = natural;
  for (const longestWord of [40, 0]) {
    const least = widest((cell) => unbroken(cell, longestWord));
    if (sum(least) <= room) return givingWay(wanted, least, room);
    wanted = least;
  }
  const isOneLong = natural.filter((width) => width > shortColumn).length === 1;
  const least = natural.map((width) => (width <= shortColumn ? width : leastToRead));
  return isOneLong && sum(least) <= room ? givingWay(wanted, least, room) : undefined;
}

/** The words of a cell; those that are longer than so many characters in their parts. */
function unbroken(cell: string, longestWord: number): readonly string[] {
  return cell.split(blank).flatMap((word) => (word.length > longestWord ? word.split(parting) : [word]));
}

/** The widest give way until all fit, none below what it needs at least. */
function givingWay(wanted: readonly number[], least: readonly number[], room: number): number[] {
  const limited = (limit: number) =>
    wanted.map((width, index) => Math.max(least[index] ?? 0, Math.min(width, limit)));
  let limit = Math.max(...wanted);
  while (limit > 1 && sum(limited(limit)) > room) limit -= 1;
  return limited(limit);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
