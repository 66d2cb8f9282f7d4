import { createAnonymiser } from '../secrets/anonymise.ts';

/** A copy of a document in which people have numbers for names. */
export function anonymiseDocument<T>(document: T): T {
  const anonymiser = createAnonymiser();
  anonymiser.learn(document);
  return anonymiser.apply(document) as T;
}

/**
 * The same for a stream; a name is known from the first row on that shows it in a home folder or an address.
 * @param known where names stand before there is a row: the homes that are read
 */
export async function* anonymiseRows<T>(rows: AsyncIterable<T>, known: unknown): AsyncIterable<T> {
  const anonymiser = createAnonymiser();
  anonymiser.learn(known);
  for await (const row of rows) {
    anonymiser.learn(row);
    yield anonymiser.apply(row) as T;
  }
}
