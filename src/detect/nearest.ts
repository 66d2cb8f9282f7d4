const furthest = 2;

/** ` (did you mean …?)` for a word that is nearly one of the known ones, else nothing. */
export function nearest(word: string, known: Iterable<string>): string {
  let best = '';
  let bestDistance = furthest + 1;
  for (const candidate of known) {
    const distance = editDistance(word.slice(0, 60), candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best === '' ? '' : ` (did you mean ${best}?)`;
}

/** Levenshtein's. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
