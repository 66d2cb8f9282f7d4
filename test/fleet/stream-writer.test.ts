import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStreamWriter } from '../../src/fleet/spool/stream-writer.ts';
import { scratch } from './spooled.ts';

const batch = `${'x'.repeat(300 * 1024)}\n`;

function writer(isHeld = false) {
  const folder = scratch();
  let now = Date.UTC(2026, 10, 20);
  const made = createStreamWriter({ folder, prefix: 'h-r', clock: () => new Date(now), isHeld });
  return {
    ...made,
    folder,
    names: () => readdirSync(folder).sort(),
    wait: (minutes: number) => {
      now += minutes * 60_000;
    },
  };
}

describe('the files of a stream', () => {
  it('are open under another name until they are whole, and hold a batch as soon as it is full', () => {
    const { append, close, folder, names } = writer();
    append('{"a":1}\n');
    expect(names()).toEqual([]);
    append(batch);
    expect(names()).toEqual(['h-r-1.ndjson.open']);
    expect(statSync(join(folder, 'h-r-1.ndjson.open')).size).toBe(batch.length + 8);
    close();
    expect(names()).toEqual(['h-r-1.ndjson']);
    expect(statSync(join(folder, 'h-r-1.ndjson')).mode & 0o777).toBe(0o640);
  });

  it('begin anew when one is old, so that a long run is shipped while it goes on', () => {
    const { append, close, names, wait } = writer();
    append(batch);
    wait(6);
    append(batch);
    expect(names()).toEqual(['h-r-1.ndjson']);
    append(batch);
    close();
    expect(names()).toEqual(['h-r-1.ndjson', 'h-r-2.ndjson']);
  });

  it('begin anew when one is full, and lose nothing', () => {
    const { append, close, folder, names } = writer();
    const line = `${'y'.repeat(1024 * 1024)}\n`;
    for (let count = 0; count < 35; count++) append(line);
    close();
    expect(names()).toEqual(['h-r-1.ndjson', 'h-r-2.ndjson', 'h-r-3.ndjson']);
    const lines = names().flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
    expect(lines).toHaveLength(35);
  });

  it('of a snapshot wait for its end, and may be taken back', () => {
    const { append, close, discard, names, wait } = writer(true);
    append(batch);
    wait(6);
    append(batch);
    expect(names()).toEqual(['h-r-1.ndjson.open']);
    append(batch);
    close();
    expect(names()).toEqual(['h-r-1.ndjson.open', 'h-r-2.ndjson.open']);
    discard();
    expect(names()).toEqual([]);
  });

  it('are none where there is no row', () => {
    const { close, names } = writer();
    close();
    expect(names()).toEqual([]);
  });
});
