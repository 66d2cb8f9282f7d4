import { assignedKinds } from './kinds/assigned.ts';
import { structuredKinds } from './kinds/structured.ts';
import { tokenKinds } from './kinds/tokens.ts';

/** A kind of secret: its pattern is tried only where one of its keywords stands. */
export interface SecretKind {
  readonly name: string;
  /** What a text with such a secret contains, in these letters. A short keyword inside a longer word does not count. */
  readonly keywords: readonly string[];
  /**
   * Sticky, tried where the keyword begins. The first group that matched is the secret, without groups the whole match.
   * Every repetition has a bound, and none stands in another: evidence is hostile.
   */
  readonly pattern: RegExp;
  /** Whether what looks like a secret is one: not a placeholder, not code. */
  readonly accepts?: (secret: string, match: string) => boolean;
}

/** In order: where two kinds fit one place, the first counts. */
export const secretKinds: readonly SecretKind[] = [...tokenKinds, ...structuredKinds];

/** Secrets that only their name gives away; tried last, and in any case of letters. */
export const namedKinds: readonly SecretKind[] = assignedKinds;
