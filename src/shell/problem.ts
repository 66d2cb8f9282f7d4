/** Why part of a line was not understood. */
export const problemReasons = {
  'syntax-error': 'it does not parse as the shell that was named',
  oversized: 'it is too long: its middle was left out',
  'too-deep': 'it is nested or repeated beyond what is followed',
  'program-not-told': 'which program runs is decided by a value that the line does not tell',
  'code-not-told': 'what a shell or interpreter runs is decided by a value that the line does not tell',
  'code-not-held': 'a session wrote what it runs, and that text is too long, or too far back, to be held',
  'code-not-read': 'it is code in a form that is not read',
} as const satisfies Readonly<Record<string, string>>;
export type ProblemKind = keyof typeof problemReasons;

/** What keeps an analysis from being complete; nobody must say `clean` over one of these. */
export interface AnalysisProblem {
  readonly kind: ProblemKind;
  /** The words that were not understood, shortened; absent where it is the whole. */
  readonly what?: string;
}

const longestExcerpt = 80;
const mostProblems = 50;

/** Problems as they are met, each once. */
export class ProblemList {
  readonly #known = new Map<string, AnalysisProblem>();

  add(kind: ProblemKind, what = ''): void {
    const excerpt = shortened(what);
    const key = `${kind}\n${excerpt}`;
    if (this.#known.has(key) || this.#known.size >= mostProblems) return;
    this.#known.set(key, { kind, ...(excerpt !== '' && { what: excerpt }) });
  }

  all(): readonly AnalysisProblem[] {
    return [...this.#known.values()];
  }
}

/** Cut between words: half a secret would not be known as one. */
function shortened(text: string): string {
  const line = text
    .slice(0, longestExcerpt * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > longestExcerpt ? line.slice(0, longestExcerpt).replace(/\S*$/, '…') : line;
}
