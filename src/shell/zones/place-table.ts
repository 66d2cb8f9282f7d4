/**
 * A set of places, told by the end of a path. One pattern is a chain of segments, lower case:
 * `.aws/credentials` is that file, and everything below it, wherever it lies; `/etc/cron.d` starts at the root;
 * `.env.*` has `*` for any text within a segment.
 */
export class PlaceTable {
  readonly #byFirst = new Map<string, (readonly string[])[]>();
  readonly #wild: (readonly string[])[] = [];
  readonly #rooted = new Set<readonly string[]>();

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) this.#add(pattern);
  }

  #add(pattern: string): void {
    const segments = pattern.split('/').filter((segment) => segment !== '');
    if (pattern.startsWith('/')) this.#rooted.add(segments);
    const [first = ''] = segments;
    if (first.includes('*')) this.#wild.push(segments);
    else this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), segments]);
  }

  /** @param segments of an absolute path, lower case; a segment may itself be a glob, as `credential?` */
  has(segments: readonly string[]): boolean {
    return segments.some((segment, at) => this.#startsAt(segments, at, segment));
  }

  #startsAt(segments: readonly string[], at: number, segment: string): boolean {
    const found = (patterns: Iterable<readonly string[]>): boolean => {
      for (const pattern of patterns) {
        if (at > 0 && this.#rooted.has(pattern)) continue;
        if (matches(segments, at, pattern)) return true;
      }
      return false;
    };
    if (found(this.#byFirst.get(segment) ?? []) || found(this.#wild)) return true;
    return isNarrowGlob(segment) && [...this.#byFirst.values()].some(found);
  }
}

function matches(segments: readonly string[], at: number, pattern: readonly string[]): boolean {
  if (at + pattern.length > segments.length) return false;
  return pattern.every((wanted, index) => segmentMatches(segments[at + index] ?? '', wanted));
}

function segmentMatches(segment: string, wanted: string): boolean {
  if (segment === wanted) return true;
  if (wanted.includes('*')) return matchesGlob(segment, wanted);
  return (
    isNarrowGlob(segment) && (matchesGlob(wanted, segment) || segment.replace(/[*?[].*$/, '') === wanted)
  );
}

/** A glob that was surely meant for the few names that it can match: `id_rs?`, `.env?`; not `*` or `*.txt`. */
function isNarrowGlob(segment: string): boolean {
  return /[*?[]/.test(segment) && segment.replace(/[*?[\]]/g, '').length >= 3 && !segment.startsWith('*');
}

/**
 * Shell glob over one segment: `*`, `?`, `[…]`. Linear in practice, at worst the product of both lengths.
 * https://www.gnu.org/software/bash/manual/html_node/Pattern-Matching.html
 */
export function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let inGlob = 0;
  let star = -1;
  let marked = 0;
  while (at < text.length) {
    const step = glob[inGlob] === '*' ? 0 : widthOfMatch(text[at] ?? '', glob, inGlob);
    if (glob[inGlob] === '*') {
      star = inGlob;
      marked = at;
      inGlob += 1;
    } else if (step > 0) {
      at += 1;
      inGlob += step;
    } else if (star >= 0) {
      inGlob = star + 1;
      marked += 1;
      at = marked;
    } else return false;
  }
  while (glob[inGlob] === '*') inGlob += 1;
  return inGlob === glob.length;
}

/** How many characters of the glob match this one character of the text; 0 where they do not. */
function widthOfMatch(character: string, glob: string, at: number): number {
  if (glob[at] === '?') return 1;
  if (glob[at] === '[') {
    const end = glob.indexOf(']', at + 2);
    if (end > 0) {
      const inside = glob.slice(at + 1, end);
      const negated = inside.startsWith('!') || inside.startsWith('^');
      return isInClass(character, negated ? inside.slice(1) : inside) === negated ? 0 : end - at + 1;
    }
  }
  return glob[at] === character ? 1 : 0;
}

function isInClass(character: string, inside: string): boolean {
  for (let at = 0; at < inside.length; at += 1) {
    const first = inside[at] ?? '';
    const isRange = inside[at + 1] === '-' && at + 2 < inside.length;
    const last = isRange ? (inside[at + 2] ?? '') : first;
    if (character >= first && character <= last) return true;
    if (isRange) at += 2;
  }
  return false;
}
