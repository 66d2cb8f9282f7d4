import { jsonLine } from './json.ts';

/** Written together: a row alone is a small write. */
const chunkLength = 64 * 1024;

/** One object a line; takes the next row only when the last ones have been taken. */
export async function* ndjson(rows: AsyncIterable<unknown>): AsyncIterable<string> {
  let chunk = '';
  for await (const row of rows) {
    chunk += jsonLine(row);
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
