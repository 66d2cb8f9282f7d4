import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { liesIn } from '../lies-in.ts';
import { entriesIn } from '../names-in.ts';
import { readWorkingFile } from '../read-working-file.ts';
import { repositoryAround } from '../scan-roots.ts';

/** The files around one: those of its repository, or else of the folder that is scanned. Paths have `/` as separator. */
export interface Neighbours {
  /** Of the file itself, from the root. */
  readonly path: string;
  /** Text of a regular file of at most 16 MiB; undefined where there is none. @param path from the root */
  read(path: string): string | undefined;
  /** Names of the files of a folder, sorted; and those of its folders. @param folder from the root, empty for itself */
  files(folder: string): readonly string[];
  folders(folder: string): readonly string[];
}

interface Folder {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Looks around files; what was read once is not read again. Nothing outside of the root is read, by no link either. */
export class NeighbourReader {
  readonly #scanned: string;
  readonly #texts = new Map<string, string | undefined>();
  readonly #folders = new Map<string, Folder>();

  /** @param scanned the folder or file that is scanned, absolute */
  constructor(scanned: string) {
    this.#scanned = scanned;
  }

  /** @param fullPath of a file, absolute */
  of(fullPath: string): Neighbours {
    const root = this.#rootOf(fullPath);
    const inside = (path: string) => join(root, ...path.split('/'));
    const isHere = (path: string) => liesIn(path, root) && liesIn(realPath(path), realPath(root));
    return {
      path: relative(root, fullPath).split(sep).join('/'),
      read: (path) => (isHere(inside(path)) ? this.#text(inside(path)) : undefined),
      files: (folder) => (isHere(inside(folder)) ? this.#folder(inside(folder)).files : []),
      folders: (folder) => (isHere(inside(folder)) ? this.#folder(inside(folder)).folders : []),
    };
  }

  #rootOf(fullPath: string): string {
    const folder = dirname(fullPath);
    const { folder: root } = repositoryAround(folder);
    // Without a repository around it the folder itself is named.
    if (root !== folder || this.#scanned === fullPath) return root;
    return liesIn(fullPath, this.#scanned) ? this.#scanned : root;
  }

  #text(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, readWorkingFile(path));
    return this.#texts.get(path);
  }

  #folder(path: string): Folder {
    const known = this.#folders.get(path);
    if (known) return known;
    const entries = entriesIn(path);
    const named = (is: (entry: (typeof entries)[number]) => boolean) =>
      entries
        .filter(is)
        .map(({ name }) => name)
        .sort();
    const found = { files: named((entry) => entry.isFile()), folders: named((entry) => entry.isDirectory()) };
    this.#folders.set(path, found);
    return found;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Of something that is not there: where it would be.
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}
