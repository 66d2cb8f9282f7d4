import { createHash } from 'node:crypto';
import { maskText } from '../secrets/redact-text.ts';
import type { Row } from './row.ts';
import type { Stream } from './stream.ts';

/** Gives rows their `eventId`, in the order in which a run makes them. */
export interface EventIds {
  idOf(stream: Stream, row: Row): string;
}

/**
 * Ids over host, stream, home and key: never over the run or the time of reading, so that the same evidence gives the
 * same ids. Secrets are masked before: whoever has the rows could otherwise try passwords against their ids. Two things
 * that have the same key then are told apart by their order.
 * @param home as the evidence writes it: two homes of a host may hold copies of one transcript
 */
export function createEventIds(hostId: string, home: string): EventIds {
  const seen = new Map<string, number>();
  return {
    idOf(stream, row) {
      const given = JSON.stringify([
        hostId,
        stream.name,
        home,
        ...stream.key.map((name) => row[name] ?? null),
      ]);
      if (stream.keyIsId) return digest(given);
      const key = digest(maskText(given));
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      return nth === 0 ? key : digest(JSON.stringify([key, nth]));
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
