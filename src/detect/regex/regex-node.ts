import type { CharacterSet } from './character-set.ts';

/**
 * Where a position must lie for the pattern to go on; none of them takes a character. `text-end-or-last-break` is the
 * end of the text or before the line feed that ends it.
 */
export type Assertion =
  | 'text-start'
  | 'text-end'
  | 'text-end-or-last-break'
  | 'line-start'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary';

/** A regular expression after parsing. */
export type RegexNode =
  | { readonly kind: 'characters'; readonly set: CharacterSet; readonly literal?: string }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly body: RegexNode; readonly min: number; readonly max: number };

export interface RegexFlags {
  readonly ignoreCase: boolean;
  /** `^` and `$` match at every line. */
  readonly multiLine: boolean;
  /** `.` matches a line break too. */
  readonly dotAll: boolean;
}

/** What is wrong with an expression, one sentence. */
export class RegexError extends Error {
  override readonly name = 'RegexError';
}
