import { availableParallelism } from 'node:os';
import { basename, dirname, relative, sep } from 'node:path';
import { statOf } from '../configuration/stat-of.ts';
import type { ReportGap } from '../gap.ts';
import { type Batch, batchesOf } from './batch.ts';
import { decodeText } from './decode-text.ts';
import { BatchSearch, type SearchCounts, type SearchedFile, type SearchTerms } from './search-batch.ts';
import { SecondThread } from './second-thread.ts';
import { SharedQueue } from './shared-queue.ts';
import { walkTree } from './walk-tree.ts';

/** A file in which something stands, decoded. */
export interface FoundFile {
  /** Absolute on this machine. */
  readonly fullPath: string;
  /** Relative to the root, `/` as separator. */
  readonly path: string;
  readonly text: string;
  /** Of a part of a large file: the line on which it begins. */
  readonly firstLine?: number;
}

export interface TreeSearch {
  readonly terms: SearchTerms;
  readonly gap: ReportGap;
  /** Added to as the search goes on. */
  readonly counts: SearchCounts;
  readonly leftOut?: (path: string, isFolder: boolean) => boolean;
  readonly progress?: (line: string) => void;
}

/**
 * Every file below a root (or the root itself) in which something stands; none where there is no root. Each file is
 * read once.
 */
export async function* searchTree(root: string, search: TreeSearch): AsyncGenerator<FoundFile> {
  const { gap } = search;
  const stat = statOf(root);
  if (!stat) return;
  if (stat.isSymbolicLink()) {
    gap({ kind: 'unsupported', reason: outward, evidence: { path: basename(root) } });
    return;
  }
  const single = stat.isFile();
  const base = single ? dirname(root) : root;
  const shown = (path: string) => relative(base, path).split(sep).join('/');
  const report: ReportGap = ({ evidence, ...rest }) =>
    gap({ ...rest, ...(evidence && { evidence: { ...evidence, path: shown(evidence.path) } }) });
  const folders = single
    ? [{ folder: base, names: [basename(root)] }]
    : walkTree({ root, gap: report, ...(search.leftOut && { leftOut: search.leftOut }) });
  for await (const file of searched(batchesOf(folders), search)) yield* opened(file, shown(file.path), gap);
}

const outward = 'is a link out of the scanned folder: not followed';

/** From this many batches on a second thread is worth its start. */
const batchesForTwo = 8;
/** How far the walk may run ahead of the search. */
const mostWaiting = 512;
const batchesPerTurn = 16;

/** Walks on this thread while a second one searches, then both search. */
async function* searched(
  batches: Iterable<Batch>,
  { terms, counts, progress, gap }: TreeSearch,
): AsyncGenerator<SearchedFile> {
  const queue = new SharedQueue();
  const here = new BatchSearch(terms);
  const waiting = new Map<number, Batch>();
  const files = counts.files;
  let second: SecondThread | undefined;
  const publish = (batch: Batch): void => {
    const number = queue.published;
    waiting.set(number, batch);
    if (number === batchesForTwo && availableParallelism() > 1 && SecondThread.isAvailable()) {
      second = new SecondThread(queue, terms);
      for (const earlier of waiting.values()) second.give(earlier);
    } else second?.give(batch);
    queue.publish();
  };
  function* claimOne(): Generator<SearchedFile> {
    const batch = waiting.get(queue.claim());
    if (batch) yield* here.run(batch);
  }
  for (const batch of batches) {
    publish(batch);
    forgetClaimed(waiting, queue.claimed);
    if (waiting.size > mostWaiting) yield* claimOne();
    if (queue.published % batchesPerTurn !== 0) continue;
    await turn();
    if (second) yield* second.arrived();
    progress?.(`${files + queue.claimed * 256} files searched`);
  }
  queue.close();
  while (queue.claimed < queue.published) {
    yield* claimOne();
    if (queue.claimed % batchesPerTurn === 0) await turn();
    if (second) yield* second.arrived();
  }
  if (second) yield* second.rest();
  for (const { files: more, binaries } of [here.counts, second?.counts ?? { files: 0, binaries: 0 }]) {
    counts.files += more;
    counts.binaries += binaries;
  }
  if (second && !second.counts)
    gap({ kind: 'unreadable', reason: 'a part of the tree was not searched: the second thread ended early' });
}

/** Lets messages of the other thread in. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function forgetClaimed(waiting: Map<number, Batch>, claimed: number): void {
  for (const number of waiting.keys()) {
    if (number >= claimed) return;
    waiting.delete(number);
  }
}

function* opened(
  { path: fullPath, result }: SearchedFile,
  path: string,
  gap: ReportGap,
): Generator<FoundFile> {
  const evidence = { path };
  if (result.kind === 'unreadable') {
    gap({ kind: 'unreadable', reason: `could not be read (${result.code})`, evidence });
  } else if (result.kind === 'hit') {
    const { text, losses } = decodeText(result.bytes);
    for (const reason of losses) gap({ kind: 'malformed', reason, evidence });
    yield { fullPath, path, text };
  } else {
    const size = `${Math.round(result.sizeBytes / 1024 / 1024)} MiB`;
    const reason = `is ${size} long: searched to its end, but only what surrounds the names of the routes was examined`;
    gap({ kind: 'truncated', reason, evidence });
    for (const { bytes, line } of result.excerpts)
      yield { fullPath, path, text: decodeText(bytes).text, firstLine: line };
  }
}
