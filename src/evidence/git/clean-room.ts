import { appendFileSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { makeScratchFolder, removeScratchFolder } from '../scratch-folder.ts';
import type { Ref } from './read-refs.ts';

/**
 * A bare repository of ours, in a temporary folder, that sees the evidence's objects and nothing else of it. Run
 * inside the evidence's own repository, `git log` starts its gpg program and `git status` its fsmonitor, filters
 * and hooks; here there is no configuration, no hook and no remote but ours, and nothing to write into.
 */
export interface CleanRoom {
  /**
   * Runs git.
   * @param argv from a fixed table; ids and paths from evidence go to standard input or after `--end-of-options`
   * @throws {Error} where git fails, or says more than the bound
   */
  git(argv: readonly string[], run?: GitRun): Promise<string>;
  /** Names the refs that `--all` means, so that a broken ref of the evidence stops nothing. */
  setRefs(refs: readonly Ref[]): void;
  /** Which commit HEAD names; absent for a branch without commits. */
  setHead(sha: string | undefined): void;
  /** What `info/exclude` holds: patterns, nothing that acts. */
  setExclude(patterns: Uint8Array): void;
  /** Settings that say how a working tree is to be compared, and cannot start anything. */
  setComparison(settings: ReadonlyMap<string, string>): void;
  readonly directory: string;
  /** Removes the folder; nothing else knows of it. */
  close(): void;
}

/** What a run of git gets besides its arguments. */
interface GitRun {
  /** Standard input. */
  readonly input?: string;
  readonly worktree?: BorrowedWorktree;
  /** What it prints counts though it fails: `git fsck` fails where it finds something. */
  readonly mayFail?: boolean;
  /** More output than this is a failure; 512 MiB where it is not given. */
  readonly outputLimitBytes?: number;
}

/** A working tree of the evidence, compared with a copy of its index. */
interface BorrowedWorktree {
  /** The copy, in the clean room. */
  readonly index: string;
  readonly worktree: string;
}

export interface CleanRoomSettings {
  /** Absolute paths, the repository's own first. */
  readonly objectDirectories: readonly string[];
  /** Commits at which a shallow clone ends. */
  readonly shallow: readonly string[];
  readonly objectFormat: 'sha1' | 'sha256';
  /** Folder of the git to run. */
  readonly path: string;
}

const mostOutputBytes = 512 * 1024 * 1024;

/** Of the refs and objects of the evidence itself: nothing that the repository's owner wrote is configuration here. */
const environment = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_TERMINAL_PROMPT: '0',
} as const;

/**
 * A crafted commit graph or pack index could state other parents and dates than the commits themselves. A file of
 * that size counts as binary, so that no diff takes more memory than the machine has.
 */
const fixedArguments = [
  '-c',
  'core.commitGraph=false',
  '-c',
  'core.multiPackIndex=false',
  '-c',
  'core.bigFileThreshold=16m',
] as const;

/** Git that says nothing for so long will not. */
const silentAtMostMs = 300_000;

export function openCleanRoom(settings: CleanRoomSettings): CleanRoom {
  const directory = makeScratchFolder('git');
  try {
    furnish(directory, settings);
  } catch (error) {
    removeScratchFolder(directory);
    throw error;
  }
  return {
    directory,
    git: (argv, run = {}) => runGit(argv, run, { directory, path: settings.path }),
    setRefs: (refs) => writePackedRefs(directory, refs),
    setHead: (sha) => writeFileSync(join(directory, 'HEAD'), `${sha ?? 'ref: refs/heads/none'}\n`),
    setExclude: (patterns) => {
      mkdirSync(join(directory, 'info'), { recursive: true });
      writeFileSync(join(directory, 'info', 'exclude'), patterns);
    },
    setComparison: (given) =>
      appendFileSync(
        join(directory, 'config'),
        ['[core]', ...[...given].map(([name, value]) => `\t${name} = ${value}`), ''].join('\n'),
      ),
    close: () => removeScratchFolder(directory),
  };
}

interface Place {
  readonly directory: string;
  readonly path: string;
}

async function runGit(
  argv: readonly string[],
  { input = '', worktree, mayFail = false, outputLimitBytes = mostOutputBytes }: GitRun,
  { directory, path }: Place,
): Promise<string> {
  const stop = new AbortController();
  const git = simpleGit({
    baseDir: directory,
    abort: stop.signal,
    timeout: { block: silentAtMostMs },
    // Given no text at all, the library would leave standard input open, and git waiting for it.
    input: () => Buffer.from(input, 'utf8'),
    allowEnvironment: ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', ...Object.keys(environment)],
    unsafe: { allowUnsafeConfigPaths: true, allowUnsafeProtocolOverride: true },
    errors: (error, { exitCode, stdErr }) =>
      error ?? (exitCode === 0 || mayFail ? undefined : Buffer.concat(stdErr).subarray(0, 4096)),
  });
  let receivedBytes = 0;
  git.outputHandler((_command, stdout) => {
    stdout.on('data', (chunk: Buffer) => {
      receivedBytes += chunk.length;
      if (receivedBytes > outputLimitBytes) stop.abort();
    });
  });
  const env = {
    ...environment,
    GIT_DIR: directory,
    ...(worktree && { GIT_WORK_TREE: worktree.worktree, GIT_INDEX_FILE: worktree.index }),
    PATH: path,
    LC_ALL: 'C',
    HOME: directory,
  };
  return await git.env(env).raw([...fixedArguments, ...argv]);
}

function furnish(directory: string, { objectDirectories, shallow, objectFormat }: CleanRoomSettings): void {
  const version = objectFormat === 'sha256' ? 1 : 0;
  const format = version === 1 ? '[extensions]\n\tobjectFormat = sha256\n' : '';
  writeFileSync(
    join(directory, 'config'),
    `[core]\n\trepositoryFormatVersion = ${version}\n\tbare = true\n${format}`,
  );
  writeFileSync(join(directory, 'HEAD'), 'ref: refs/heads/none\n');
  mkdirSync(join(directory, 'refs', 'heads'), { recursive: true });
  mkdirSync(join(directory, 'objects', 'info'), { recursive: true });
  mkdirSync(join(directory, 'objects', 'pack'));
  const rooms = objectDirectories.map((evidence, index) =>
    borrow(evidence, join(directory, `borrowed-${index}`)),
  );
  writeFileSync(join(directory, 'objects', 'info', 'alternates'), rooms.map((room) => `${room}\n`).join(''));
  if (shallow.length > 0) writeFileSync(join(directory, 'shallow'), shallow.map((id) => `${id}\n`).join(''));
}

/**
 * An object folder with the evidence's packs and loose objects, but without its `info`, which git would follow, and
 * without links, which git does not write there.
 */
function borrow(evidence: string, room: string): string {
  mkdirSync(room);
  for (const name of readdirSync(evidence)) {
    if (name !== 'pack' && !/^[0-9a-f]{2}$/.test(name)) continue;
    const target = join(evidence, name);
    if (lstatSync(target).isDirectory()) borrowFiles(target, join(room, name));
  }
  return room;
}

/** Git would wait for ever for a pipe: a folder that holds anything but files is borrowed file by file. */
function borrowFiles(folder: string, room: string): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.every((entry) => entry.isFile() || entry.isDirectory())) {
    symlinkSync(folder, room, 'junction');
    return;
  }
  mkdirSync(room);
  for (const entry of entries) {
    if (entry.isFile()) symlinkSync(join(folder, entry.name), join(room, entry.name));
  }
}

function writePackedRefs(directory: string, refs: readonly Ref[]): void {
  const lines = refs.map(({ name, sha }) => `${sha} ${name}\n`);
  writeFileSync(join(directory, 'packed-refs'), lines.join(''));
}
