// The files of the program itself, wherever they lie: in the folder that it runs from, or inside its single executable.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getAsset, isSea } from 'node:sea';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A place of own files; names have slashes, as `queries/hunts/critical_finding.sql`. */
interface OwnFiles {
  has(name: string): boolean;
  /** Undefined where there is no such file. */
  bytes(name: string): Uint8Array | undefined;
  /** Names of the files of a folder, sorted. */
  names(folder: string): readonly string[];
  /** What a message calls it. */
  place(name: string): string;
  startThread(name: string, options: WorkerOptions): Worker;
}

/** Asset that lists the names of the others: Node tells them from version 24.8 on only. */
const index = 'index.json';

/** https://nodejs.org/api/single-executable-applications.html#single-executable-application-api */
function insideExecutable(): OwnFiles {
  const names: readonly string[] = JSON.parse(getAsset(index, 'utf8'));
  return {
    has: (name) => names.includes(name),
    bytes: (name) => (names.includes(name) ? new Uint8Array(getAsset(name)) : undefined),
    names: (folder) =>
      names.filter((name) => dirname(name) === folder).map((name) => name.slice(folder.length + 1)),
    place: (name) => name,
    // A thread has no file to start from; what it runs is bundled whole, so that it loads none.
    startThread: (name, options) => new Worker(getAsset(name, 'utf8'), { ...options, eval: true }),
  };
}

/**
 * `src/` of a checkout or `dist/` of the package, and beside it what both have. A chunk of the bundle lies one folder
 * deeper. What is built is beside the program only where the program is, so that sources never meet an old build.
 */
function inFolder(): OwnFiles {
  const ancestors = ['.', '..'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const program = ancestors.find((folder) => existsSync(join(folder, '..', 'queries'))) ?? '';
  const place = (name: string): string =>
    [join(program, name), join(program, '..', name)].find((path) => existsSync(path)) ?? join(program, name);
  return {
    has: (name) => existsSync(place(name)),
    bytes: (name) => (existsSync(place(name)) ? readFileSync(place(name)) : undefined),
    names: (folder) => (existsSync(place(folder)) ? readdirSync(place(folder)).sort() : []),
    place,
    startThread: (name, options) => new Worker(pathToFileURL(place(name)), options),
  };
}

let found: OwnFiles | undefined;

export function ownFiles(): OwnFiles {
  found ??= isSea() ? insideExecutable() : inFolder();
  return found;
}

/** @throws where the package lacks the file */
export function ownText(name: string): string {
  const bytes = ownFiles().bytes(name);
  if (bytes === undefined) throw new Error(`the package lacks ${name}`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Whether the program is built: threads start from what is built only, not from sources. */
export const isBuilt = (): boolean => ownFiles().has(packedQueries);

/** Our queries, as the build packed them. */
export const packedQueries = 'queries.json';
