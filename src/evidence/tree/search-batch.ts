import { type Batch, filesOf } from './batch.ts';
import { FileSearch, type Searched, type SearchStrings } from './file-search.ts';

/** What a batch is searched for; can be handed to another thread. */
export interface SearchTerms extends SearchStrings {
  /** Names of files that are examined even where no word stands in them. */
  readonly always: RegExp;
  /** Paths of files that are not searched for the further needles. */
  readonly sparse: RegExp;
}

/** A file about which there is something to say. */
export interface SearchedFile {
  /** Absolute. */
  readonly path: string;
  readonly result: Exclude<Searched, { kind: 'binary' }>;
}

export interface SearchCounts {
  files: number;
  /** Files that a word stands in, or that are too large for one look, and that are no text. */
  binaries: number;
}

/** Searches batches with one buffer. */
export class BatchSearch {
  readonly counts: SearchCounts = { files: 0, binaries: 0 };
  readonly #terms: SearchTerms;
  readonly #search: FileSearch;
  #found: SearchedFile[] = [];

  constructor(terms: SearchTerms) {
    this.#terms = terms;
    this.#search = new FileSearch(terms, (path, result) => {
      if (result.kind === 'binary') this.counts.binaries += 1;
      else this.#found.push({ path, result });
    });
  }

  run(batch: Batch): readonly SearchedFile[] {
    const { always, sparse } = this.#terms;
    this.#found = [];
    for (const { path, name } of filesOf(batch)) {
      const care = always.test(name) ? 'always' : sparse.test(path) ? 'needles' : 'further';
      this.#search.take({ path, care });
      this.counts.files += 1;
    }
    this.#search.flush();
    return this.#found;
  }
}
