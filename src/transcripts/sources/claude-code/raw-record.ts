/** A parsed JSON object that nobody has checked. */
export type RawRecord = Readonly<Record<string, unknown>>;

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

/** Absent for everything but a JSON object. */
export function objectIn(text: string): RawRecord | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): RawRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as RawRecord)
    : undefined;
}
