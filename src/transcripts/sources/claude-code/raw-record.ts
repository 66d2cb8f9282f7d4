import { type JsonObject, objectOf } from '../../../json-object.ts';

/** A parsed JSON object that nobody has checked. */
export type RawRecord = JsonObject;

/** A record with more blocks than this is read in parts. */
const mostBlocks = 1000;

/**
 * The same record, its content spread over several where it is very long. All else is repeated: what a reader counts
 * once, it tells apart by ids.
 */
export function pieces(record: RawRecord): RawRecord[] {
  const message = objectOf(record['message']);
  const content = message?.['content'];
  if (!Array.isArray(content) || content.length <= mostBlocks) return [record];
  return Array.from({ length: Math.ceil(content.length / mostBlocks) }, (_, part) => ({
    ...record,
    message: { ...message, content: content.slice(part * mostBlocks, (part + 1) * mostBlocks) },
  }));
}
