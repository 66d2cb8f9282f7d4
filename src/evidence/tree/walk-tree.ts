import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { ReportGap } from '../gap.ts';

/** Files of one folder; a very large folder comes in several parts. */
export interface FolderFiles {
  /** Absolute. */
  readonly folder: string;
  readonly names: readonly string[];
}

const largestPart = 512;

export interface WalkOptions {
  /** Absolute; the folder that is scanned. */
  readonly root: string;
  readonly gap: ReportGap;
  /** Whether a folder is left out, by its absolute path. */
  readonly leftOut?: (folder: string, isFolder: boolean) => boolean;
}

/**
 * Every regular file below a folder, hidden and ignored ones too; of `.git` only the hooks and the configuration.
 * Links are not followed: what they lead to inside the root is walked anyway, and what lies outside is a gap.
 */
export function* walkTree(options: WalkOptions): Generator<FolderFiles> {
  const pending = [options.root];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = entriesOf(folder, options);
    let names: string[] = [];
    for (const entry of entries) {
      if (entry.isFile()) {
        if (options.leftOut?.(inside(folder, entry.name), false)) continue;
        names.push(entry.name);
      } else if (entry.isDirectory()) {
        const below = inside(folder, entry.name);
        if (!isGitStore(below, folder) && !options.leftOut?.(below, true)) pending.push(below);
      } else special(entry, folder, options);
      if (names.length === largestPart) {
        yield { folder, names };
        names = [];
      }
    }
    if (names.length > 0) yield { folder, names };
  }
}

/** Faster than `path.join`, which takes every path apart again. */
export function inside(folder: string, name: string): string {
  return folder.endsWith(sep) ? folder + name : folder + sep + name;
}

function entriesOf(folder: string, { gap }: WalkOptions): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    if (!folder.endsWith('/.git') && !folder.endsWith('\\.git')) return entries;
    return entries.filter(({ name }) => name === 'hooks' || name === 'config' || name === 'info');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    gap({
      kind: 'unreadable',
      reason: `the folder could not be listed (${code})`,
      evidence: { path: folder },
    });
    return [];
  }
}

/** Objects and logs of a repository that stand directly in `.git` are skipped by name; so are those of submodules. */
function isGitStore(below: string, folder: string): boolean {
  return /[\\/]\.git$/.test(folder) && !/[\\/](?:hooks|info)$/.test(below);
}

function special(entry: Dirent, folder: string, { root, gap }: WalkOptions): void {
  const path = inside(folder, entry.name);
  if (!entry.isSymbolicLink()) {
    const what = entry.isFIFO() ? 'a named pipe' : entry.isSocket() ? 'a socket' : 'a device';
    gap({ kind: 'unsupported', reason: `is ${what}: not opened`, evidence: { path } });
    return;
  }
  try {
    const target = realpathSync.native(path);
    const below = relative(root, target);
    if (below !== '' && (below.startsWith('..') || isAbsolute(below)) && statSync(target).isFile()) {
      gap({
        kind: 'unsupported',
        reason: 'is a link out of the scanned folder: not followed',
        evidence: { path },
      });
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return;
    const reason =
      code === 'ELOOP'
        ? 'is a link that leads back to itself'
        : `is a link that could not be resolved (${code})`;
    gap({ kind: 'unreadable', reason, evidence: { path } });
  }
}
