import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { TriageError } from '../errors.ts';

/** A file below a root as it stands. */
export interface StandingFile {
  readonly bytes: Uint8Array;
  /** Permission bits. */
  readonly mode: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
}

/**
 * The only place where files of a policy are written: below one folder that the user names, and never through a link.
 */
export class RootFiles {
  readonly root: string;

  /** @param root absolute */
  constructor(root: string) {
    this.root = root;
  }

  /**
   * @param path relative to the root, `/` as separator
   * @throws {TriageError} where it is there and cannot be read
   */
  read(path: string): StandingFile | undefined {
    const file = this.#place(path);
    return readable(file, () => {
      const stat = statSync(file, { throwIfNoEntry: false });
      if (!stat?.isFile()) return undefined;
      return { bytes: readFileSync(file), mode: stat.mode & 0o7777, modifiedAt: stat.mtime.toISOString() };
    });
  }

  /**
   * Names in a folder, sorted; none where there is no such folder.
   * @throws {TriageError} where it is there and cannot be read
   */
  list(path: string): readonly string[] {
    const folder = this.#place(path);
    return readable(folder, () => {
      const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
      return isFolder ? readdirSync(folder).sort() : [];
    });
  }

  /** @returns the folders that had to be made, outermost first, relative to the root */
  write(path: string, bytes: Uint8Array, mode = 0o644): readonly string[] {
    const file = this.#place(path);
    const made = this.#missingFolders(dirname(path));
    mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
    writeFileSync(file, bytes);
    chmodSync(file, mode);
    return made;
  }

  restore(path: string, { bytes, mode, modifiedAt }: StandingFile): void {
    this.write(path, bytes, mode);
    const at = new Date(modifiedAt);
    utimesSync(this.#place(path), at, at);
  }

  remove(path: string): void {
    rmSync(this.#place(path), { force: true });
  }

  /** Only where nothing is left in it. */
  removeFolder(path: string): void {
    if (this.list(path).length === 0) rmdirSync(this.#place(path));
  }

  #missingFolders(path: string): readonly string[] {
    const missing: string[] = [];
    for (
      let at = path;
      at !== '.' && at !== '/' && !statSync(join(this.root, at), { throwIfNoEntry: false });
      at = dirname(at)
    ) {
      missing.unshift(at);
    }
    return missing;
  }

  /** @throws {TriageError} where a link on the way could lead out of the root */
  #place(path: string): string {
    const parts = path.split('/');
    if (parts.some((part) => part === '..' || part === ''))
      throw new TriageError(`not a path below the root: ${path}`);
    let at = this.root;
    for (const part of parts) {
      at = join(at, part);
      if (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink()) {
        throw new TriageError(`${at} is a link; policy is not written or read through one`);
      }
    }
    return at;
  }
}

function readable<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new TriageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
