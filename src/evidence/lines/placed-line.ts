/** Where a line lies in its file. */
export interface PlacedLine {
  /** Counted from 1. */
  readonly line: number;
  /** Of its first byte. */
  readonly offset: number;
  /** In bytes, without the line feed. */
  readonly length: number;
}
