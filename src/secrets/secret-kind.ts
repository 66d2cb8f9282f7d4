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
  /** The keyword stands in the middle: how much before it belongs to the secret. Ends with `$`. */
  readonly before?: RegExp;
  /** The keyword alone says what this is: also where a cut or a line end leaves only a part of the secret. */
  readonly isDistinct?: true;
  /** A second secret that stands within a few words of this one, without a name or form of its own. */
  readonly companion?: {
    readonly name: string;
    readonly pattern: RegExp;
    readonly accepts: (secret: string) => boolean;
  };
}
