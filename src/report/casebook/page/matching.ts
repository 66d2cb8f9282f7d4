import type { Book, Row } from './book.ts';
import type { Term } from './query.ts';
import { queryKeys, type Test } from './query-keys.ts';

/** Why a term means nothing; it is shown, and asks for nothing. */
export function problemOf({ key, values }: Term, book: Book): string | undefined {
  if (key === '') return undefined;
  const known = Object.hasOwn(queryKeys, key) ? queryKeys[key] : undefined;
  if (!known) return `there is no ${key}: one of ${Object.keys(queryKeys).join(', ')}`;
  if (values.length === 0) return `${key} of what?`;
  const closed = known.values?.(book);
  const wrong = closed && values.find((value) => !closed.includes(value));
  if (wrong === undefined || !closed) return undefined;
  return closed.length === 0
    ? `this case has no ${key}`
    : `no ${key} is ${wrong}: one of ${closed.join(', ')}`;
}

/**
 * Terms of one key: one of them has to fit; terms of different keys, texts, and what must not be: all.
 * @param marked whether the analyst has marked a call
 */
export function matcherOf(terms: readonly Term[], book: Book, marked: (row: Row) => boolean): Test {
  const meant = terms.filter((term) => problemOf(term, book) === undefined);
  const testOf = (term: Term): Test => anyOf(term.values.map((value) => valueTest(term.key, value)));
  const valueTest = (key: string, value: string): Test =>
    key === '' ? textTest(value, book) : (queryKeys[key]?.test(value, book, marked) ?? (() => true));
  const [negated, plain] = [meant.filter(isNegated), meant.filter((term) => !isNegated(term))];
  const keys = [...new Set(plain.map(({ key }) => key).filter((key) => key !== ''))];
  const tests = [
    ...keys.map((key) => anyOf(plain.filter((term) => term.key === key).map(testOf))),
    ...plain.filter(({ key }) => key === '').map(testOf),
    ...negated.map(testOf).map(
      (test): Test =>
        (row) =>
          !test(row),
    ),
  ];
  return (row) => tests.every((test) => test(row));
}

function isNegated(term: Term): boolean {
  return term.isNegated;
}

function anyOf(tests: readonly Test[]): Test {
  return (row) => tests.some((test) => test(row));
}

/** Before its details are unpacked, only what the row shows is searched. */
function textTest(value: string, book: Book): Test {
  const wanted = value.toLowerCase();
  return ({ number, argument, reference }) =>
    (book.texts[number] ?? `${reference}\n${argument}`.toLowerCase()).includes(wanted);
}
