import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { TriageError } from '../errors.ts';
import { bagFiles } from '../evidence/bag.ts';
import type { Source } from '../evidence/collection/list-sources.ts';
import { fileDigest } from '../evidence/file-digest.ts';
import { type Copy, copyFile } from './copy-file.ts';
import {
  type Collector,
  type CopiedEntry,
  type CustodyLog,
  openCustody,
  readCustody,
} from './custody-log.ts';
import { payloadPath } from './payload-path.ts';
import { type BagSubject, sealBag } from './seal-bag.ts';

/** What a collection is to be. */
export interface BagOrder {
  /** Absolute; appears under this name only when the bag is whole. */
  readonly folder: string;
  readonly sources: Iterable<Source>;
  /** What this program itself adds when the evidence is safe: the case document. */
  readonly documents?: () => Promise<readonly BagDocument[]>;
  readonly home: BagSubject;
  readonly collector: Collector;
  readonly options: Readonly<Record<string, unknown>>;
  readonly clock: () => Date;
  progress(line: string): void;
}

/** A text that this program writes into the bag. */
export interface BagDocument {
  /** Relative to the bag, below `data/`. */
  readonly payload: string;
  readonly content: string;
}

/** What a collection became. */
export interface WrittenBag {
  readonly folder: string;
  readonly files: number;
  readonly sizeBytes: number;
  /** Files that an earlier, interrupted run had already copied. */
  readonly resumedFiles: number;
  readonly leftBehind: readonly Source[];
  /** Copies whose original changed during every read. */
  readonly torn: readonly Source[];
  /** SHA-256 of the tag manifest: whoever has it can show that nothing in the bag was changed since. */
  readonly seal: string;
}

/** State of one run. */
interface Collecting {
  readonly work: string;
  readonly order: BagOrder;
  readonly log: CustodyLog;
  readonly earlier: ReadonlyMap<string, CopiedEntry>;
  readonly copied: Map<string, CopiedEntry>;
  readonly leftBehind: Source[];
  readonly torn: Source[];
  resumedFiles: number;
}

/**
 * Copies the evidence into `<folder>.partial`, which a later run continues after a kill, and renames it when it is
 * whole.
 * @throws {TriageError} where the folder exists or cannot be written
 */
export async function writeBag(order: BagOrder): Promise<WrittenBag> {
  if (existsSync(order.folder))
    throw new TriageError(`already there: ${order.folder}`, 'name another folder');
  const work = `${order.folder}.partial`;
  try {
    return await collect(work, order);
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new TriageError(
      `cannot write the collection: ${error.message}`,
      `what was copied is in ${work}; the same command goes on from there`,
    );
  }
}

async function collect(work: string, order: BagOrder): Promise<WrittenBag> {
  mkdirSync(join(work, bagFiles.root), { recursive: true, mode: 0o700 });
  const run = begin(work, order);
  for (const source of order.sources) take(source, run);
  for (const document of (await order.documents?.()) ?? []) add(document, run);
  keepEarlier(run);
  dropUnlogged(run);
  const files = run.copied.size;
  const sizeBytes = [...run.copied.values()].reduce((sum, entry) => sum + entry.sizeBytes, 0);
  run.log.append({ action: 'finished', files, sizeBytes });
  run.log.close();
  const seal = sealBag(work, {
    copied: [...run.copied.values()],
    custodyHead: run.log.head(),
    home: order.home,
    collector: order.collector,
    at: order.clock(),
  });
  renameSync(work, order.folder);
  const { leftBehind, torn, resumedFiles } = run;
  return { folder: order.folder, files, sizeBytes, resumedFiles, leftBehind, torn, seal };
}

function begin(work: string, order: BagOrder): Collecting {
  const custodyPath = join(work, bagFiles.custody);
  const before = readCustody(custodyPath);
  const resumed = before.lines.length > 0;
  if (before.problems.some((problem) => !problem.endsWith('is cut off'))) {
    throw new TriageError(
      `the custody log of the interrupted collection was changed: ${before.problems[0]}`,
      `remove ${work} to begin anew`,
    );
  }
  const log = openCustody(custodyPath, before, order.clock);
  const { collector, options } = order;
  log.append({ action: resumed ? 'resumed' : 'started', collector, options });
  const earlier = new Map(
    before.lines.flatMap((line) => (line.action === 'copied' ? [[line.payload, line] as const] : [])),
  );
  return { work, order, log, earlier, copied: new Map(), leftBehind: [], torn: [], resumedFiles: 0 };
}

function take(source: Source, run: Collecting): void {
  run.order.progress(`collecting ${source.recordedPath}`);
  if (source.leftBehind !== undefined) {
    leave(source, source.leftBehind, run);
    return;
  }
  const payload = freePayload(payloadPath(source.recordedPath), run.copied);
  const target = join(run.work, payload);
  const before = run.earlier.get(payload);
  if (before && isUnchanged(before, source, target)) {
    run.copied.set(payload, before);
    run.resumedFiles += 1;
    return;
  }
  const copy = tryCopy(source, target, run);
  if (!copy) return;
  const entry = entryOf(source, payload, copy);
  run.log.append(entry);
  run.copied.set(payload, entry);
  if (copy.torn) run.torn.push(source);
}

function add({ payload, content }: BagDocument, run: Collecting): void {
  const file = join(run.work, payload);
  writeFileSync(file, content, { mode: 0o600 });
  const modifiedAt = run.order.clock();
  const entry: CopiedEntry = {
    action: 'copied',
    path: run.order.collector.tool,
    payload,
    sizeBytes: Buffer.byteLength(content),
    modifiedAt: modifiedAt.toISOString(),
    modifiedNs: `${modifiedAt.getTime()}000000`,
    mode: '0600',
    sha256: fileDigest(file) ?? '',
  };
  run.log.append(entry);
  run.copied.set(payload, entry);
}

/** Evidence that was there when the interrupted run copied it, and is gone now, stays in the bag. */
function keepEarlier({ work, earlier, copied }: Collecting): void {
  for (const [payload, entry] of earlier) {
    if (!copied.has(payload) && fileDigest(join(work, payload)) === entry.sha256) copied.set(payload, entry);
  }
}

/** What a kill left between a copy and its line in the log has no witness. */
function dropUnlogged({ work, copied }: Collecting): void {
  const entries = readdirSync(join(work, 'data'), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => !found.isDirectory())) {
    const file = join(entry.parentPath, entry.name);
    if (!copied.has(relative(work, file).split(sep).join('/'))) rmSync(file);
  }
}

/** Two names of the evidence can become one in the bag; the later one gets a number. */
function freePayload(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}~${number}`;
    if (!taken.has(name)) return name;
  }
}

function isUnchanged(before: CopiedEntry, source: Source, target: string): boolean {
  return (
    before.path === source.recordedPath &&
    before.sizeBytes === source.sizeBytes &&
    before.modifiedAt === source.modifiedAt &&
    fileDigest(target) === before.sha256
  );
}

/** What cannot be read is left behind; what cannot be written ends the run. */
function tryCopy(source: Source, target: string, run: Collecting): Copy | undefined {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  try {
    return copyFile(source.file, join(run.work, 'copying.part'), target);
  } catch (error) {
    rmSync(join(run.work, 'copying.part'), { force: true });
    if (!isFileError(error) || isOutputError(error, run.work)) throw error;
    leave({ ...source, isGap: true }, `could not be read: ${error.code}`, run);
    return undefined;
  }
}

function leave(source: Source, reason: string, run: Collecting): void {
  const { recordedPath: path, sizeBytes, modifiedAt } = source;
  run.log.append({ action: 'not-copied', path, reason, sizeBytes, modifiedAt });
  run.leftBehind.push({ ...source, leftBehind: reason });
}

function entryOf(source: Source, payload: string, copy: Copy): CopiedEntry {
  const { stat, sha256, sizeBytes, tornReads, torn } = copy;
  return {
    action: 'copied',
    path: source.recordedPath,
    payload,
    sizeBytes,
    modifiedAt: stat.mtime.toISOString(),
    modifiedNs: String(stat.mtimeNs),
    mode: (Number(stat.mode) & 0o7777).toString(8).padStart(4, '0'),
    sha256,
    ...(tornReads > 0 && { tornReads }),
    ...(torn && { torn }),
    ...(source.linkTarget !== undefined && { linkTarget: source.linkTarget }),
  };
}

interface FileError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

function isFileError(error: unknown): error is FileError {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** Of the side that is written to: it would fail for the next file, too. */
function isOutputError({ code, syscall, path }: FileError, work: string): boolean {
  return syscall === 'write' || code === 'ENOSPC' || path?.startsWith(work) === true;
}
