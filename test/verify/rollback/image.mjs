import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { environmentAt } from './git-environment.mjs';

/** Where the evidence says that the user lives. */
export const home = '/home/dana';
/** Where the evidence says that the repository lies. */
export const project = `${home}/proj`;

/** Evidence paths in a text: what a command of the evidence names lies below the image when it is run. */
const evidencePaths = /(?<![\w./-])\/(?=home\/|srv\/)/g;

/**
 * A machine below one folder, on a clock of its own: `/home/dana/x` of the evidence is `<root>/home/dana/x`. Commands
 * are run for real; every file that they write, and its entry in the index of git, gets the time of that clock.
 */
export class Image {
  /** @param folder of its own; the image is `<folder>/root` */
  constructor(folder) {
    this.folder = folder;
    this.root = join(folder, 'root');
    this.clock = Date.parse('2026-11-12T09:00:00Z');
    /** Seconds that the clock of git goes wrong. */
    this.skew = 0;
    this.times = new Map();
  }

  path(evidencePath) {
    return join(this.root, evidencePath);
  }

  async write(evidencePath, content) {
    const path = this.path(evidencePath);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }

  /** Names the image's own folder in a text that names paths of the evidence. */
  inside(text) {
    return text.replace(evidencePaths, `${this.root}/`);
  }

  /** The other way round. */
  outside(text) {
    return text.replaceAll(this.root, '');
  }

  /**
   * Runs a command line at the present time of the clock.
   * @returns what it printed, with paths of the evidence, and its exit code
   */
  async run(command, cwd) {
    const run = await start('bash', ['-c', `{ ${this.inside(command)}\n} 2>&1`], {
      cwd: this.path(cwd),
      env: environmentAt(this.clock / 1000 + this.skew, this.path(home)),
    });
    await this.settle();
    return { output: this.outside(run.stdout).trimEnd(), code: run.code };
  }

  /** Asks git something that changes nothing. */
  async ask(folder, ...args) {
    const env = { ...environmentAt(this.clock / 1000, this.path(home)), GIT_OPTIONAL_LOCKS: '0' };
    return (await start('git', ['-C', folder, ...args], { env })).stdout.trimEnd();
  }

  /**
   * Dates everything that was written since the last time.
   * @param isKept whether everything has its right time already
   */
  async settle({ isKept = false } = {}) {
    const at = this.clock / 1000;
    const changed = [];
    for (const path of await everythingBelow(this.root)) {
      const time = await modifiedAt(path);
      if (isKept) this.times.set(path, time);
      else if (time !== this.times.get(path)) changed.push(path);
    }
    for (const path of changed) if (!(await lstat(path)).isSymbolicLink()) await utimes(path, at, at);
    for (const top of await this.workingTrees()) {
      await start('git', ['-C', top, 'update-index', '-q', '--refresh'], {
        env: environmentAt(at, this.root),
      });
    }
    for (const path of await everythingBelow(this.root)) {
      if (path.endsWith('/index')) await redateIndex(path, this.times.get(path), at);
      this.times.set(path, await modifiedAt(path));
    }
  }

  /** Folders that hold a `.git`. */
  async workingTrees() {
    const found = await everythingBelow(this.root);
    return found.filter((path) => path.endsWith('/.git')).map((path) => dirname(path));
  }

  /** Folders that hold objects of git. */
  async gitFolders() {
    const found = await everythingBelow(this.root);
    return found
      .filter((path) => path.endsWith('/objects') && existsSync(join(path, '../HEAD')))
      .map((path) => dirname(path));
  }
}

async function redateIndex(path, known, at) {
  if ((await modifiedAt(path)) !== known) await utimes(path, at, at);
}

async function modifiedAt(path) {
  return (await lstat(path)).mtimeMs;
}

async function everythingBelow(root) {
  if (!existsSync(root)) return [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/objects\/./.test(path));
}

/** @returns what a program printed, and its exit code; never throws for the latter */
export function start(program, args, { input = '', ...options } = {}) {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { encoding: 'utf8', maxBuffer: 1 << 28, ...options },
      (error, stdout, stderr) => resolve({ stdout, stderr, code: error === null ? 0 : (error.code ?? 1) }),
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/**
 * Files of git that name the image's folder get paths of the evidence, as on the machine they came from.
 * @returns gives them back what they held
 */
export async function withoutImagePaths(image) {
  const kept = [];
  for (const path of await everythingBelow(image.root)) {
    if (!/\/(?:\.git|[^/]+\.git)(?:\/|$)/.test(path) || path.endsWith('/index')) continue;
    const found = await lstat(path);
    if (!found.isFile()) continue;
    const content = await readFile(path);
    if (!content.includes(image.root)) continue;
    kept.push({ path, content, found });
    await writeFile(path, image.outside(content.toString('utf8')));
    await utimes(path, found.atime, found.mtime);
  }
  return async () => {
    for (const { path, content, found } of kept) {
      await writeFile(path, content);
      await utimes(path, found.atime, found.mtime);
    }
  };
}
