import { document, lines } from '../../report/format.ts';

/** Forms that any document, and any rows, can take. */
export const json = document(async () => (await import('../../report/json.ts')).json);
export const ndjson = lines(async () => (await import('../../report/ndjson.ts')).ndjson);
