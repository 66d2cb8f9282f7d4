import { Readable } from 'node:stream';
import { stringify } from 'ndjson';
import { visibleJson } from './sanitize.ts';

/** Written together: a row alone is a small write. */
const chunkLength = 64 * 1024;

/** One object a line; takes further rows only when the last ones have been taken. */
export async function* ndjson(rows: AsyncIterable<unknown>): AsyncIterable<string> {
  const source = Readable.from(rows);
  const lines = stringify();
  source.once('error', (error) => lines.destroy(error));
  let chunk = '';
  try {
    for await (const line of source.pipe(lines)) {
      chunk += visibleJson(String(line));
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = '';
    }
  } finally {
    source.destroy();
  }
  if (chunk !== '') yield chunk;
}
