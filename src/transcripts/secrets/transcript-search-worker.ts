// A thread that searches transcripts beside the main one. An entry of its own in the bundle: see build.mjs.
import { parentPort, workerData } from 'node:worker_threads';
import { type SearchedTranscript, searchTranscript } from './search-transcript.ts';

/** What every thread is given. */
export interface SearchWork {
  readonly paths: readonly string[];
  /** How many of them threads have taken so far. */
  readonly taken: SharedArrayBuffer;
}

/** What a thread tells of one transcript. */
export interface SearchReply {
  /** In the list of paths. */
  readonly index: number;
  readonly transcript: SearchedTranscript;
}

function work({ paths, taken }: SearchWork): void {
  const counter = new Int32Array(taken);
  for (let index = Atomics.add(counter, 0, 1); index < paths.length; index = Atomics.add(counter, 0, 1)) {
    const transcript = searchTranscript({ path: paths[index] ?? '' });
    parentPort?.postMessage({ index, transcript } satisfies SearchReply);
  }
}

work(workerData as SearchWork);
