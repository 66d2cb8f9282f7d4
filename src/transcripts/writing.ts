/** How rows become text. */
export interface Writing {
  /** Of the fingerprints of secrets; absent where nothing is redacted. */
  readonly salt?: Uint8Array;
  /** One row with its end. */
  readonly line: (row: unknown) => string;
}
