import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { followEnterable } from '../configuration/follow-links.ts';
import { statOf } from '../configuration/stat-of.ts';
import type { GapKind } from '../gap.ts';
import type { Home } from '../home.ts';
import { isDenied } from '../is-denied.ts';

/** Folders nested deeper than this below a `**` are not entered. */
const deepest = 12;

/** What one walk may cost, and what it may not leave. */
export interface Walk {
  /** The evidence: no link is followed out of it. */
  readonly home: Home;
  /** How many further entries may be looked at; counts down, below zero where some were left out. */
  entries: number;
  /** Told what could not be looked at, and why. */
  readonly onGap: (path: string, kind: GapKind, reason: string) => void;
}

/** A file that fits, and what the system says of it. */
export interface MatchingFile {
  /** Absolute on this machine, links resolved. */
  readonly path: string;
  readonly stat: Stats;
}

/**
 * Regular files below a folder that fit a pattern, those with the greatest names first: stores name sessions by their
 * time. `*` stands for any text within a name, `**` for any number of folders. Ends quietly when the walk may cost
 * no more.
 */
export function* matchingFiles(folder: string, pattern: string, walk: Walk): Generator<MatchingFile> {
  yield* below(folder, pattern.split('/'), walk);
}

function* below(
  folder: string,
  [segment = '', ...rest]: readonly string[],
  walk: Walk,
  depth = 0,
): Generator<MatchingFile> {
  if (segment === '**') {
    yield* below(folder, rest, walk);
    if (depth >= deepest) return;
    for (const entry of entriesOf(folder, walk)) {
      if (entry.isDirectory()) yield* below(join(folder, entry.name), ['**', ...rest], walk, depth + 1);
    }
    return;
  }
  for (const name of namesOf(folder, segment, walk)) yield* at(join(folder, name), rest, walk);
}

function* at(place: string, rest: readonly string[], walk: Walk): Generator<MatchingFile> {
  // Where a folder is wanted, `.claude*` fits the name of a file as well.
  const isNone = rest.length > 0 && /\.json\b[^/\\]{0,100}$/.test(place);
  const path = isNone ? undefined : resolved(place, walk);
  const stat = path === undefined ? undefined : lstatSync(path, { throwIfNoEntry: false });
  if (path === undefined || !stat) return;
  if (rest.length > 0 && stat.isDirectory()) yield* below(path, rest, walk);
  if (rest.length === 0 && stat.isFile()) yield { path, stat };
}

function namesOf(folder: string, segment: string, walk: Walk): readonly string[] {
  if (!segment.includes('*')) return [segment];
  const fits = new RegExp(`^${segment.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^]*')}$`);
  return entriesOf(folder, walk)
    .map(({ name }) => name)
    .filter((name) => fits.test(name));
}

function entriesOf(folder: string, walk: Walk): Dirent[] {
  if (walk.entries <= 0) return [];
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? 1 : -1));
    const affordable = entries.slice(0, walk.entries);
    walk.entries -= entries.length;
    return affordable;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const isAbsent = code === 'ENOENT' || code === 'ENOTDIR';
    if (!isAbsent) walk.onGap(folder, 'unreadable', `cannot be read: ${code}`);
    return [];
  }
}

const hidden = {
  outside: ['unsupported', 'leads out of the evidence through a link and was not followed'],
  absent: ['missing', 'is a link to a place that is not among the evidence: what lies there is not known'],
  loop: ['unsupported', 'is a link that never ends: it was not followed'],
} as const satisfies Record<string, readonly [GapKind, string]>;

/** Where a link leads, in the evidence's own terms: to follow it by its name would leave an image. */
function resolved(path: string, { home, onGap }: Walk): string | undefined {
  const stat = statOf(path);
  if (!stat && isDenied(path)) onGap(dirname(path), 'unreadable', 'may not be entered');
  if (!stat?.isSymbolicLink()) return stat && path;
  const followed = followEnterable(path, home);
  if (followed?.kind === 'path') return followed.path;
  if (!followed || followed.kind === 'beyond') return undefined;
  const [kind, reason] = hidden[followed.kind];
  onGap(path, kind, reason);
  return undefined;
}
