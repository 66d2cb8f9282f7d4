/** A line within a window of its file: a `Buffer` of its own for each line would cost more than reading it. */
export interface LineBytes {
  readonly window: Buffer;
  readonly start: number;
  /** Behind its last byte; the line feed is not part of it. */
  readonly end: number;
}

/** UTF-8; bytes that are none become U+FFFD. */
export function decode(window: Buffer, start: number, end: number): string {
  return window.toString('utf8', start, end);
}
