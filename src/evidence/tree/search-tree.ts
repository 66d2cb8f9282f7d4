import { basename, dirname, join, relative, sep } from 'node:path';
import { statOf } from '../configuration/stat-of.ts';
import type { ReportGap } from '../gap.ts';
import { decodeText } from './decode-text.ts';
import { FileSearch, type Searched } from './file-search.ts';
import { walkTree } from './walk-tree.ts';

/** A file in which something stands, decoded. */
export interface FoundFile {
  /** Absolute on this machine. */
  readonly fullPath: string;
  /** Relative to the root, `/` as separator. */
  readonly path: string;
  readonly text: string;
}

/** What was gone through, whether or not something was found. */
export interface SearchCounts {
  files: number;
  binaries: number;
}

export interface TreeSearch {
  readonly needles: readonly Uint8Array[];
  /** Whether a file is given even where no needle stands in it; by its absolute path. */
  readonly always: (path: string) => boolean;
  /** Whether a file is text by its name, whatever bytes it holds. */
  readonly isText: (path: string) => boolean;
  readonly gap: ReportGap;
  readonly counts: SearchCounts;
  readonly leftOut?: (path: string, isFolder: boolean) => boolean;
  readonly progress?: (line: string) => void;
}

/** Every file below a root (or the root itself) in which one of the needles stands; none where there is no root. */
export function* searchTree(root: string, search: TreeSearch): Generator<FoundFile> {
  const files = new FileSearch(search);
  const stat = statOf(root);
  if (!stat) return;
  const single = stat.isFile();
  const folders = single
    ? [{ folder: dirname(root), names: [basename(root)] }]
    : walkTree({ root, ...search });
  for (const { folder, names } of folders) {
    for (const name of names) {
      const fullPath = join(folder, name);
      const path = single ? name : relative(root, fullPath).split(sep).join('/');
      search.counts.files += 1;
      const found = files.search(fullPath, {
        always: search.always(fullPath),
        text: search.isText(fullPath),
      });
      yield* taken(found, { fullPath, path }, search);
    }
    search.progress?.(`${search.counts.files} files, ${folder}`);
  }
}

function* taken(found: Searched, place: Omit<FoundFile, 'text'>, search: TreeSearch): Generator<FoundFile> {
  const evidence = { path: place.path };
  if (found.kind === 'binary') search.counts.binaries += 1;
  if (found.kind === 'unreadable') {
    search.gap({ kind: 'unreadable', reason: `could not be read (${found.code})`, evidence });
  }
  if (found.kind === 'hit') {
    const { text, losses } = decodeText(found.bytes);
    for (const reason of losses) search.gap({ kind: 'malformed', reason, evidence });
    yield { ...place, text };
  }
  if (found.kind === 'oversized') {
    const size = `${Math.round(found.sizeBytes / 1024 / 1024)} MiB`;
    const reason = `is ${size} long: searched to its end for the names of the routes, but only what surrounds them was examined`;
    search.gap({ kind: 'truncated', reason, evidence });
    for (const excerpt of found.excerpts) yield { ...place, text: decodeText(excerpt).text };
  }
}
