import { createHash } from 'node:crypto';

/**
 * Says that two scans speak of the same place: file, way and wording, not the line. Equal places of one file are
 * told apart by their order.
 */
export function fingerprintOf(path: string, route: string, wording: string, ordinal: number): string {
  const text = [path, route, wording.replace(/\s+/g, ' ').trim(), ordinal].join('\0');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
