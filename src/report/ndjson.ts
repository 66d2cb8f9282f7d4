import { Readable } from 'node:stream';
import { stringify } from 'ndjson';

/** One object a line; takes the next row only when the last one has been taken. */
export async function* ndjson(rows: AsyncIterable<unknown>): AsyncIterable<string> {
  const source = Readable.from(rows);
  const lines = stringify();
  source.once('error', (error) => lines.destroy(error));
  for await (const line of source.pipe(lines)) yield String(line);
}
