/** Long enough to be rare, short enough to be compared at once. */
const needleLength = 6;
/** Shorter ones stand in every file. */
const shortest = 4;

/**
 * Short strings, of which one stands in every writing. Each further one costs next to nothing, each place at which one
 * stands costs a closer look: what is rare in texts is taken before what is common.
 * @param writings each as words that stand in it, all of them
 * @param known needles that are searched for anyway
 */
export function coveringNeedles(
  writings: readonly (readonly string[])[],
  known: readonly string[] = [],
): readonly string[] {
  const isCovered = (writing: Writing, needle: string) => writing.words.some((word) => word.includes(needle));
  let open = writings
    .map((words): Writing => ({ words, candidates: candidatesIn(words) }))
    .filter((writing) => !known.some((needle) => isCovered(writing, needle)));
  const ranks = new Map(open.flatMap(({ candidates }) => candidates.map((one) => [one, rankOf(one)])));
  const chosen: string[] = [];
  while (open.length > 0) {
    const best = bestOf(open, ranks);
    if (best === undefined) throw new Error('a writing without words');
    chosen.push(best);
    open = open.filter((writing) => !isCovered(writing, best));
  }
  return chosen;
}

interface Writing {
  readonly words: readonly string[];
  readonly candidates: readonly string[];
}

/** The rarest in texts, and of those the one in most writings. */
function bestOf(open: readonly Writing[], ranks: ReadonlyMap<string, number>): string | undefined {
  const counts = new Map<string, number>();
  for (const { candidates } of open)
    for (const needle of candidates) counts.set(needle, (counts.get(needle) ?? 0) + 1);
  let best: { needle: string; rank: number; count: number } | undefined;
  for (const [needle, count] of counts) {
    const rank = ranks.get(needle) ?? 0;
    if (!best || rank < best.rank || (rank === best.rank && count > best.count))
      best = { needle, rank, count };
  }
  return best?.needle;
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

/** Words of a language stand everywhere; capitals, underscores and dashes inside of words do not. */
function rankOf(needle: string): number {
  if (/[A-Z_@]/.test(needle)) return 0;
  if (/^[a-z]{1,3}-[a-z]/.test(needle)) return 1;
  return /\W/.test(needle) ? 2 : 3;
}
