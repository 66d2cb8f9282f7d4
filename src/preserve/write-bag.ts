import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { TriageError } from '../errors.ts';
import { bagFiles } from '../evidence/bag.ts';
import type { Source } from '../evidence/collection/source.ts';
import { fileDigest } from '../evidence/file-digest.ts';
import { countAccessed } from './access-times.ts';
import { type Collecting, isFileError } from './collecting.ts';
import type { Collector, CopiedEntry, MadeEntry } from './custody-entry.ts';
import { openCustody, readCustody } from './custody-log.ts';
import { addDocument, type BagDocument } from './make-file.ts';
import { type BagSubject, sealBag } from './seal-bag.ts';
import { type CollectedRepository, type RepositoryAccess, takeRepositories } from './take-repositories.ts';
import { logBundled, takeSource } from './take-source.ts';

/** What a collection is to be. */
export interface BagOrder {
  /** Absolute; appears under this name only when the bag is whole. */
  readonly folder: string;
  /** It becomes an archive instead, and keeps its unfinished name until that is whole; absolute. */
  readonly archive?: string;
  readonly sources: Iterable<Source>;
  readonly repositories: readonly CollectedRepository[];
  readonly access: RepositoryAccess;
  /** What this program itself adds when the evidence is safe: the case document. */
  readonly documents?: () => Promise<readonly BagDocument[]>;
  readonly home: BagSubject;
  readonly collector: Collector;
  readonly options: Readonly<Record<string, unknown>>;
  /** When the run began that collects: before anything was read. */
  readonly startedAt: Date;
  readonly clock: () => Date;
  progress(line: string): void;
}

/** What a collection became. */
export interface WrittenBag {
  /** Where it lies now. */
  readonly folder: string;
  readonly files: number;
  readonly sizeBytes: number;
  /** Files that an earlier, interrupted run had already copied. */
  readonly resumedFiles: number;
  readonly kept: readonly Source[];
  /** Bundles of repositories, and what was made of them besides. */
  readonly made: readonly MadeEntry[];
  readonly leftBehind: readonly Source[];
  /** Copies whose original changed during every read. */
  readonly torn: readonly Source[];
  /** SHA-256 of the tag manifest: whoever has it can show that nothing in the bag was changed since. */
  readonly seal: string;
}

/**
 * Copies the evidence into `<folder>.partial`, which a later run continues after a kill, and renames it when it is
 * whole.
 * @throws {TriageError} where the folder exists or cannot be written
 */
export async function writeBag(order: BagOrder): Promise<WrittenBag> {
  const taken = [order.folder, order.archive].find((path) => path !== undefined && existsSync(path));
  if (taken !== undefined) throw new TriageError(`already there: ${taken}`, 'name another folder');
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
  const bundled = await takeRepositories(order.repositories, order.access, run);
  const looked: string[] = [];
  for (const source of order.sources) {
    looked.push(source.file);
    if (source.inBundlesOf?.every((path) => bundled.has(path))) logBundled(source, run);
    else takeSource(source, run);
  }
  for (const document of (await order.documents?.()) ?? []) await addDocument(document, run);
  keepEarlier(run);
  dropUnlogged(run);
  const entries = [...run.entries.values()];
  const sizeBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  const accessTimesChanged = countAccessed(looked, order.startedAt.getTime());
  run.log.append({ action: 'finished', files: entries.length, sizeBytes, accessTimesChanged });
  run.log.close();
  const seal = sealBag(work, {
    entries,
    custodyHead: run.log.head(),
    home: order.home,
    collector: order.collector,
    at: order.clock(),
  });
  const folder = order.archive === undefined ? order.folder : work;
  if (folder !== work) renameSync(work, folder);
  const { kept, leftBehind, torn, resumedFiles } = run;
  const made = entries.filter((entry) => entry.action === 'made');
  return { folder, files: entries.length, sizeBytes, resumedFiles, kept, made, leftBehind, torn, seal };
}

function begin(work: string, { collector, options, clock, progress }: BagOrder): Collecting {
  const custodyPath = join(work, bagFiles.custody);
  const before = readCustody(custodyPath);
  const resumed = before.lines.length > 0;
  if (before.problems.some((problem) => !problem.endsWith('is cut off'))) {
    throw new TriageError(
      `the custody log of the interrupted collection was changed: ${before.problems[0]}`,
      `remove ${work} to begin anew`,
    );
  }
  const log = openCustody(custodyPath, before, clock);
  log.append({ action: resumed ? 'resumed' : 'started', collector, options });
  const earlier = new Map<string, CopiedEntry | MadeEntry>();
  for (const line of before.lines) {
    if (line.action === 'dropped') earlier.delete(line.payload);
    else if ('payload' in line) earlier.set(line.payload, line);
  }
  const empty = { entries: new Map(), kept: [], leftBehind: [], torn: [], resumedFiles: 0 };
  return { work, log, collector, earlier, ...empty, progress };
}

/** Evidence that was there when the interrupted run copied it, and is gone now, stays in the bag. */
function keepEarlier({ work, earlier, entries }: Collecting): void {
  for (const [payload, entry] of earlier) {
    if (entry.action !== 'copied' || entries.has(payload)) continue;
    if (fileDigest(join(work, payload)) === entry.sha256) entries.set(payload, entry);
  }
}

/** What a kill left between a copy and its line in the log has no witness; what the bag has no more is said. */
function dropUnlogged({ work, entries, earlier, log }: Collecting): void {
  const found = readdirSync(join(work, 'data'), { recursive: true, withFileTypes: true });
  for (const entry of found.filter((candidate) => !candidate.isDirectory())) {
    const file = join(entry.parentPath, entry.name);
    if (!entries.has(relative(work, file).split(sep).join('/'))) rmSync(file);
  }
  for (const payload of earlier.keys()) {
    if (!entries.has(payload)) log.append({ action: 'dropped', payload });
  }
}
