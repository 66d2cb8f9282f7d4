import { boundedLine } from './bounded-row.ts';
import type { RowCleaner } from './clean-rows.ts';
import { createEnvelope, type RunIdentity } from './envelope.ts';
import type { Row, StreamRow } from './row.ts';
import { streams } from './streams.ts';

export interface RowLineSettings {
  readonly identity: RunIdentity;
  readonly cleaner: RowCleaner;
  /** One line with its end. */
  readonly render: (row: Row) => string;
}

/** From a row as a stage gives it to the line that is written: id, secrets, names, bounds, in this order. */
export function createRowLines({ identity, cleaner, render }: RowLineSettings): (given: StreamRow) => string {
  const enclose = createEnvelope(identity);
  return ({ stream, row, valueDigest }) => {
    const told = valueDigest === undefined ? {} : { fingerprint: cleaner.fingerprint(valueDigest) };
    const cells: Row = { ...row, ...told };
    const whole = cleaner.anonymise(enclose(stream, cells, cleaner.redact(cells)));
    return boundedLine(streams[stream], whole, render);
  };
}

/** What of a line does not change with the run. Text of the evidence cannot look like a key: its quotes are escaped. */
export function lastingPart(line: string): string {
  const from = line.indexOf('"eventId":');
  const time = line.indexOf('"collectedAt":');
  return line.slice(from, time) + line.slice(line.indexOf(',', time));
}
