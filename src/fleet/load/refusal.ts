/** Why a line, or a whole file, of a spool is not in the database. */
export const refusalReasons = {
  unreadable: 'the file could not be opened, read or unpacked',
  'unknown-stream': 'the file lies in no folder of a known stream',
  unfinished: 'the last line has no end yet; a later load reads it when it has',
  oversized: 'the line or a value in it is longer than any collector writes',
  'not-json': 'the line is no JSON object: torn, or written by something else',
  'schema-version': 'the row has another version of the columns',
  'missing-column': 'a value that stands in every row is missing',
  'wrong-type': 'a value has another type than its column',
  'time-out-of-range': 'a time is none, or lies before 1970 or after 2261',
  'refused-by-engine': 'the database itself did not take the row',
  'future-dated': 'the row says that it was collected more than a day from now',
} as const;
export type RefusalReason = keyof typeof refusalReasons;

/** A later version may have written others. */
export function isRefusalReason(word: unknown): word is RefusalReason {
  return typeof word === 'string' && Object.hasOwn(refusalReasons, word);
}

export interface Refusal {
  readonly reason: RefusalReason;
  /** The column, or what the system said. */
  readonly detail: string;
}
