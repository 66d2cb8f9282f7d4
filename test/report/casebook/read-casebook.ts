import { inflateSync } from 'node:zlib';
import type { BookCase, BookDetail, BookRows, Payload } from '../../../src/report/casebook/payload.ts';

/** What a casebook carries, unpacked as the page unpacks it. */
export interface ReadCasebook {
  readonly case: BookCase;
  readonly rows: readonly BookRows[];
  readonly details: readonly BookDetail[];
  /** All of it as text. */
  readonly text: string;
}

export function readCasebook(html: string): ReadCasebook {
  const [, data = ''] = /<script type="application\/json" id="casebook">(.*?)<\/script>/s.exec(html) ?? [];
  // As the program writes it, which the tests are about.
  const payload = JSON.parse(data) as Payload;
  const texts = [payload.case, ...payload.rows, ...payload.details].map((member) =>
    inflateSync(Buffer.from(member, 'base64')).toString(),
  );
  const [first = '', ...others] = texts;
  const rows = others.slice(0, payload.rows.length).map((text): BookRows => JSON.parse(text));
  const details = others.slice(payload.rows.length).flatMap((text): BookDetail[] => JSON.parse(text));
  return { case: JSON.parse(first), rows, details, text: texts.join('\n') };
}

/** References of the calls in a casebook, in order. */
export function referencesOf({ case: given, rows }: ReadCasebook): readonly string[] {
  return rows.flatMap(({ paths, places }) =>
    paths.map((path, index) => `${given.lists.paths[path]}${places[index]}`),
  );
}
