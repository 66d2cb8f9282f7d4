/** Inclusive ranges of UTF-16 code units, sorted, without overlaps. */
export type CharacterSet = readonly (readonly [number, number])[];

const last = 0xffff;
const code = (character: string) => character.charCodeAt(0);

/** The classes as JavaScript's `RegExp` has them. */
export const sets = {
  everything: [[0, last]],
  digit: [[code('0'), code('9')]],
  word: [
    [code('0'), code('9')],
    [code('A'), code('Z')],
    [code('_'), code('_')],
    [code('a'), code('z')],
  ],
  space: [
    [9, 13],
    [32, 32],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
  lineBreak: [
    [10, 10],
    [13, 13],
    [0x2028, 0x2029],
  ],
} as const satisfies Record<string, CharacterSet>;

export function union(...given: readonly CharacterSet[]): CharacterSet {
  const merged: [number, number][] = [];
  for (const [from, to] of given.flat().sort((a, b) => a[0] - b[0])) {
    const before = merged.at(-1);
    if (before && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function complement(set: CharacterSet): CharacterSet {
  const others: [number, number][] = [];
  let from = 0;
  for (const [start, end] of set) {
    if (start > from) others.push([from, start - 1]);
    from = end + 1;
  }
  if (from <= last) others.push([from, last]);
  return others;
}

export function contains(set: CharacterSet, unit: number): boolean {
  return set.some(([from, to]) => unit >= from && unit <= to);
}

/** Adds the other case of every ASCII letter in the set. */
export function bothCases(set: CharacterSet): CharacterSet {
  const shifted = (from: number, to: number, by: number): CharacterSet =>
    set
      .map(([start, end]) => [Math.max(start, from) + by, Math.min(end, to) + by] as const)
      .filter(([start, end]) => start <= end);
  const distance = code('a') - code('A');
  return union(
    set,
    shifted(code('A'), code('Z'), distance),
    shifted(code('a'), code('z'), -distance),
    ...single(set),
  );
}

/** Single letters outside ASCII; a range of them stays as it is. */
function single(set: CharacterSet): CharacterSet[] {
  return set
    .filter(([from, to]) => from === to && from > 127)
    .flatMap(([unit]) => {
      const letter = String.fromCharCode(unit);
      return [letter.toLowerCase(), letter.toUpperCase()]
        .filter((other) => other.length === 1)
        .map((other): CharacterSet => [[code(other), code(other)]]);
    });
}
