import { redactValue } from '../secrets/redact-value.ts';

/**
 * A copy of a document in which no string carries a secret.
 * @param salt of the fingerprints: new in every run, so that a report does not help to guess a secret
 */
export function redactDocument<T>(document: T, salt: Uint8Array): T {
  return redactValue(document, salt) as T;
}

/** The same for a stream. */
export async function* redactRows<T>(rows: AsyncIterable<T>, salt: Uint8Array): AsyncIterable<T> {
  for await (const row of rows) yield redactValue(row, salt) as T;
}
