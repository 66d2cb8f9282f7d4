import { lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile } from '../../regular-file.ts';
import type { Home } from '../home.ts';
import type { CleanRoom } from './clean-room.ts';
import { configurationFile, localSettings } from './local-settings.ts';
import { readBoundedFile } from './read-bounded-file.ts';
import { requireReadableRules } from './rules-of-working-tree.ts';

/** What lies in a working tree that no commit holds. */
export interface WorktreeState {
  /** Arguments of git that print `status` again, as long as nothing has changed. */
  readonly statusCommand: readonly string[];
  /** What they printed, paths quoted. */
  readonly status: string;
  /** Paths whose content, staged or not, differs from HEAD; relative to the root, as git writes them. */
  readonly changed: readonly string[];
  /** Of those, paths whose staged content differs from HEAD. */
  readonly staged: readonly string[];
  /** Of those, paths that are not in the working tree any more. */
  readonly deleted: readonly string[];
  readonly unmerged: readonly string[];
  /** Neither tracked nor ignored; a folder that is wholly untracked is named with a `/` at its end. */
  readonly untracked: readonly string[];
  /** Ignored ones, in the same form: git overwrites them without asking. */
  readonly ignored: readonly string[];
  readonly submodules: readonly string[];
}

export interface WorktreePlace {
  readonly home: Home;
  /** Root of the working tree on this machine. */
  readonly worktree: string;
  /** Holds its index. */
  readonly gitDirectory: string;
  readonly commonDirectory: string;
  /** Commit that HEAD names; absent on a branch without commits. */
  readonly head?: string;
}

const statusArguments = [
  'status',
  '--porcelain=v1',
  '--untracked-files=normal',
  '--no-renames',
  '--ignore-submodules=all',
] as const;

const indexLimitBytes = 512 * 1024 * 1024;

/**
 * Compares index and working tree with HEAD, with a copy of the index in the clean room. Submodules are not looked
 * into: git would read their own configuration.
 * @throws {Error} where the index is corrupt
 */
export async function readWorktreeState(room: CleanRoom, place: WorktreePlace): Promise<WorktreeState> {
  requireReadableRules(place.worktree, place.home);
  const index = copyIndex(room, place);
  room.setHead(place.head);
  room.setExclude(readExclude(place));
  room.setComparison(await readComparisonSettings(room, place));
  const worktree = { index, worktree: place.worktree };
  const [printed = '', status = '', modes = ''] = await Promise.all([
    room.git(['-c', 'core.quotePath=true', ...statusArguments], { worktree }),
    room.git([...statusArguments, '-z', '--ignored=traditional'], { worktree }),
    room.git(['ls-files', '--stage', '-z'], { worktree }),
  ]);
  const entries = status.split('\0').flatMap((entry) => {
    const match = /^(.)(.) (.+)$/s.exec(entry);
    return match ? [{ staged: match[1] ?? ' ', unstaged: match[2] ?? ' ', path: match[3] ?? '' }] : [];
  });
  const tracked = entries.filter(({ staged }) => staged !== '?' && staged !== '!');
  return {
    statusCommand: statusArguments,
    status: printed,
    changed: tracked.map(({ path }) => path),
    staged: tracked.flatMap(({ staged, path }) => (staged === ' ' ? [] : [path])),
    deleted: tracked.flatMap(({ unstaged, path }) => (unstaged === 'D' ? [path] : [])),
    unmerged: tracked.flatMap(({ staged, unstaged, path }) =>
      unmergedCodes.has(`${staged}${unstaged}`) ? [path] : [],
    ),
    untracked: entries.flatMap(({ staged, path }) => (staged === '?' ? [path] : [])),
    ignored: entries.flatMap(({ staged, path }) => (staged === '!' ? [path] : [])),
    submodules: [...modes.matchAll(/(?:^|\0)160000 [0-9a-f]+ \d\t([^\0]+)/g)].map((match) => match[1] ?? ''),
  };
}

/** https://git-scm.com/docs/git-status#_short_format */
const unmergedCodes = new Set(['DD', 'AU', 'UD', 'UA', 'DU', 'AA', 'UU']);

function copyIndex(room: CleanRoom, { gitDirectory }: WorktreePlace): string {
  const copy = join(room.directory, 'index');
  const found = lstatSync(join(gitDirectory, 'index'), { throwIfNoEntry: false });
  if (!found) return copy;
  if (!found.isFile() || found.size > indexLimitBytes)
    throw new Error('the index is not a file that git writes');
  writeFileSync(copy, readRegularFile(join(gitDirectory, 'index'), indexLimitBytes));
  return copy;
}

/** The worktree's own `.gitignore` is read by git itself. */
function readExclude({ commonDirectory }: WorktreePlace): Buffer {
  const read = readBoundedFile(join(commonDirectory, 'info', 'exclude'), 1024 * 1024);
  return read.state === 'read' ? read.bytes : Buffer.alloc(0);
}

/** Of the evidence's configuration only these, and only such values: they choose between forms of a file. */
const comparisonSettings: Readonly<Record<string, RegExp>> = {
  autocrlf: /^(?:true|false|input)$/i,
  eol: /^(?:lf|crlf|native)$/i,
  filemode: /^(?:true|false)$/i,
  symlinks: /^(?:true|false)$/i,
  ignorecase: /^(?:true|false)$/i,
  precomposeunicode: /^(?:true|false)$/i,
};

async function readComparisonSettings(room: CleanRoom, place: WorktreePlace): Promise<Map<string, string>> {
  const settings = new Map<string, string>();
  for (const { key, value } of await localSettings(room, configurationFile(place.commonDirectory))) {
    const name = key.startsWith('core.') ? key.slice('core.'.length) : '';
    if (comparisonSettings[name]?.test(value)) settings.set(name, value);
  }
  return settings;
}
