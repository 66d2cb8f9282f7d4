import { openSource } from '../../../evidence/lines/byte-source.ts';

const tailBytes = 256 * 1024;

/** The latest time of the last records of a transcript, in milliseconds; NaN where none of them carries one. */
export function lastRecordTime(path: string): number {
  const source = openSource(path);
  const tail = Buffer.allocUnsafe(Math.min(source.sizeBytes, tailBytes));
  const read = source.read(tail, 0, source.sizeBytes - tail.length);
  source.close();
  const times = tail
    .toString('utf8', 0, read)
    .split('\n')
    .map(timeOf)
    .filter((at) => !Number.isNaN(at));
  return times.length === 0 ? Number.NaN : Math.max(...times);
}

/** Only the record's own time: what a tool printed may hold any. */
function timeOf(line: string): number {
  try {
    const record: unknown = JSON.parse(line);
    const isRecord = typeof record === 'object' && record !== null && 'timestamp' in record;
    return isRecord && typeof record.timestamp === 'string' ? Date.parse(record.timestamp) : Number.NaN;
  } catch {
    // The tail begins within a record, or the line is broken.
    return Number.NaN;
  }
}
