import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import type { Source } from '../../src/evidence/collection/source.ts';
import { fileDigest } from '../../src/evidence/file-digest.ts';
import { folderContents } from '../../src/preserve/bag-contents.ts';
import { copyFile } from '../../src/preserve/copy-file.ts';
import { verifyBag } from '../../src/preserve/verify-bag.ts';
import { type BagOrder, writeBag } from '../../src/preserve/write-bag.ts';

const folder = mkdtempSync(join(tmpdir(), 'interrupted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = new Date('2026-11-01T00:00:00.000Z');
const sources = Array.from({ length: 12 }, (_, index): Source => {
  const file = join(folder, `file-${index}`);
  writeFileSync(file, `file-${index}`.repeat(50));
  utimesSync(file, at, at);
  return {
    file,
    recordedPath: `/home/kim/file-${index}`,
    area: 'agent',
    sizeBytes: statSync(file).size,
    modifiedAt: at.toISOString(),
  };
});

function order(name: string, stopAfter = Number.POSITIVE_INFINITY): BagOrder {
  let ticks = 0;
  return {
    folder: join(folder, name),
    sources,
    repositories: [],
    access: {
      reading: { home: { directory: folder, recordedPath: '/home/kim' }, reportGap: () => 0 },
      searchPath: '',
    },
    home: { payload: 'data/root/home/kim', recordedPath: '/home/kim' },
    collector: { user: 'u', host: 'h', platform: 'p', tool: 't' },
    options: {},
    startedAt: new Date(),
    clock: () => {
      ticks += 1;
      if (ticks > stopAfter) throw new Error('killed');
      return new Date('2026-11-20T00:00:00.000Z');
    },
    progress: () => undefined,
  };
}

describe('a collection that was interrupted', () => {
  it.each([1, 2, 5, 9, 12, 13])('goes on after %i log lines and becomes whole', async (stopAfter) => {
    const name = `bag-${stopAfter}`;
    await expect(writeBag(order(name, stopAfter))).rejects.toThrow('killed');
    expect(existsSync(join(folder, name))).toBe(false);
    const bag = await writeBag(order(name));
    expect(bag).toMatchObject({ files: sources.length, resumedFiles: Math.max(0, stopAfter - 1) });
    expect(verifyBag(folderContents(bag.folder), () => undefined).problems).toEqual([]);
    const listed = readFileSync(join(bag.folder, 'manifest-sha256.txt'), 'utf8').trim().split('\n');
    expect(new Set(listed).size).toBe(sources.length);
  });

  it('drops a log line that was cut off, and copies again what it spoke of', async () => {
    await expect(writeBag(order('torn-log', 4))).rejects.toThrow('killed');
    appendFileSync(join(folder, 'torn-log.partial/custody.ndjson'), '{"sequence":5,"at":"20');
    const bag = await writeBag(order('torn-log'));
    expect(verifyBag(folderContents(bag.folder), () => undefined).problems).toEqual([]);
  });

  it('copies again what changed on its own disk', async () => {
    await expect(writeBag(order('rotten', 6))).rejects.toThrow('killed');
    writeFileSync(join(folder, 'rotten.partial/data/root/home/kim/file-0'), 'rotten');
    const bag = await writeBag(order('rotten'));
    expect(verifyBag(folderContents(bag.folder), () => undefined).problems).toEqual([]);
    expect(readFileSync(join(bag.folder, 'data/root/home/kim/file-0'), 'utf8')).toBe('file-0'.repeat(50));
  });

  it('keeps evidence that is gone when it goes on', async () => {
    await expect(writeBag(order('gone', 6))).rejects.toThrow('killed');
    const bag = await writeBag({ ...order('gone'), sources: sources.slice(1) });
    expect(bag.files).toBe(sources.length);
    expect(verifyBag(folderContents(bag.folder), () => undefined).problems).toEqual([]);
  });

  it('does not go on from a log that somebody changed', async () => {
    await expect(writeBag(order('edited', 6))).rejects.toThrow('killed');
    const log = join(folder, 'edited.partial/custody.ndjson');
    writeFileSync(log, readFileSync(log, 'utf8').replace('file-1"', 'file-7"'));
    await expect(writeBag(order('edited'))).rejects.toThrow(/line 3 was changed/);
  });
});

describe('a file that changes while it is read', () => {
  it('is read again, and marked where every read was torn', async () => {
    const live = join(folder, 'live');
    const copied = join(folder, 'live-copy');
    writeFileSync(live, 'x'.repeat(60_000_000));
    const writer = new Worker(
      `const { appendFileSync } = require('node:fs');
       for (const end = Date.now() + 5000; Date.now() < end;) appendFileSync(${JSON.stringify(live)}, 'y');`,
      { eval: true },
    );
    await once(writer, 'online');
    while (statSync(live).size === 60_000_000) await new Promise((resolve) => setTimeout(resolve, 1));
    const copy = copyFile(live, join(folder, 'live-part'), copied);
    await writer.terminate();
    expect(copy.tornReads).toBeGreaterThan(0);
    expect(copy.torn).toBe(copy.tornReads === 3);
    expect(fileDigest(copied)).toBe(copy.sha256);
    expect(statSync(copied).size).toBe(copy.sizeBytes);
  });

  it('is copied in one read where it holds still', async () => {
    const still = sources[0]?.file ?? '';
    const copy = copyFile(still, join(folder, 'still-part'), join(folder, 'still-copy'));
    expect(copy).toMatchObject({ torn: false, tornReads: 0 });
  });
});
