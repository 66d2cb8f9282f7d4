/** A secret's kind and length; its value stays where it was found. */
export interface FoundSecret {
  readonly kind: string;
  /** Characters. */
  readonly length: number;
  /** Offset of the secret in the text. */
  readonly offset: number;
}
