/** Longer strings are not searched at the speed of memory: Node.js takes another way from seven bytes on. */
const needleLength = 6;
/** Shorter ones stand in every file. */
const shortest = 4;

/**
 * Few short strings, of which one stands in every writing. Every further one costs a tenth of a search, so that which
 * stands in most writings is taken first.
 * @param writings each as words that stand in it, all of them
 * @param known needles that are searched for anyway
 */
export function coveringNeedles(
  writings: readonly (readonly string[])[],
  known: readonly string[] = [],
): readonly string[] {
  const isCovered = (writing: readonly string[], needle: string) =>
    writing.some((word) => word.includes(needle));
  let open = writings.filter((writing) => !known.some((needle) => isCovered(writing, needle)));
  const chosen: string[] = [];
  while (open.length > 0) {
    const counts = new Map<string, number>();
    for (const needle of open.flatMap(candidatesIn)) counts.set(needle, (counts.get(needle) ?? 0) + 1);
    const [best] = [...counts].sort(([a, one], [b, other]) => other - one || rankOf(a) - rankOf(b))[0] ?? [];
    if (best === undefined) throw new Error('a writing without words');
    chosen.push(best);
    open = open.filter((writing) => !isCovered(writing, best));
  }
  return chosen;
}

/** Each once; of a writing whose words are all short, the longest of them. */
function candidatesIn(words: readonly string[]): readonly string[] {
  const long = words.filter(({ length }) => length >= shortest);
  const taken = long.length > 0 ? long : [...words].sort((a, b) => b.length - a.length).slice(0, 1);
  return [...new Set(taken.flatMap(partsOf))];
}

function partsOf(word: string): readonly string[] {
  const last = Math.max(0, word.length - needleLength);
  return Array.from({ length: last + 1 }, (_, start) => word.slice(start, start + needleLength));
}

/** A search stops at every byte that a needle begins with: capitals and underscores are rare in texts, letters are not. */
function rankOf(needle: string): number {
  return /^[A-Z_]/.test(needle) ? 0 : /^\W/.test(needle) ? 1 : 2;
}
