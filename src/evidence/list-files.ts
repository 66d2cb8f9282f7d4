import { type Dirent, readdirSync, type Stats } from 'node:fs';
import { basename, join } from 'node:path';
import { whereLinksLead } from './configuration/follow-links.ts';
import { statOf } from './configuration/stat-of.ts';
import type { GapKind, ReportGap } from './gap.ts';
import { type Home, referencePath } from './home.ts';

/** Deeper folders are not entered; real ones go seven deep. */
const deepest = 24;

/** One file, where it lies and where links name it; absolute. The same where no link led to it. */
export interface ListedFile {
  readonly path: string;
  readonly named: string;
}

/**
 * Every regular file below a folder, in the order of their paths, each once; nothing where there is no such folder.
 * Links are followed inside the evidence, after what lies there itself. A link that leads nowhere or out of it, a pipe,
 * a folder that cannot be read or lies too deep becomes a gap where it could be or hold a wanted file.
 * @param folder absolute
 */
export function listFiles(home: Home, folder: string, { isWanted, reportGap }: ListOptions): ListedFile[] {
  const files = new Map<string, string>();
  const entered = new Set<string>();
  const links: Place[] = [];

  function gap(path: string, kind: GapKind, reason: string): void {
    reportGap({ kind, reason, evidence: { path: referencePath(home, path) } });
  }

  function visit({ path, named, depth }: Place): void {
    if (entered.has(path)) return;
    entered.add(path);
    if (depth > deepest) {
      gap(path, 'truncated', 'lies too deep and was not entered');
      return;
    }
    for (const entry of entriesOf(path)) {
      const { name } = entry;
      take(entry, { path: join(path, name), named: join(named, name), depth: depth + 1 });
    }
  }

  function take(entry: Dirent | Stats, place: Place): void {
    const { path, named } = place;
    if (entry.isDirectory()) visit(place);
    else if (entry.isSymbolicLink()) links.push(place);
    else if (!isWanted(basename(named))) return;
    else if (!entry.isFile()) gap(path, 'unsupported', 'is no regular file and was not opened');
    else if (!files.has(path)) files.set(path, named);
  }

  function entriesOf(path: string): Dirent[] {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (error) {
      if (!isAbsence(error)) gap(path, 'unreadable', `cannot be read: ${codeOf(error)}`);
      return [];
    }
  }

  function follow(place: Place): void {
    const path = whereLinksLead(place.path, home);
    const stat = path === undefined ? undefined : statOf(path);
    if (path !== undefined && stat) take(stat, { ...place, path });
    else gap(place.path, 'unsupported', 'is a symbolic link and was not followed');
  }

  const start = statOf(folder);
  if (start) take(start, { path: folder, named: folder, depth: 0 });
  for (let link = links.shift(); link; link = links.shift()) follow(link);
  return [...files].map(([path, named]) => ({ path, named })).sort((a, b) => (a.named < b.named ? -1 : 1));
}

interface Place extends ListedFile {
  readonly depth: number;
}

export interface ListOptions {
  /** By its name. */
  readonly isWanted: (name: string) => boolean;
  readonly reportGap: ReportGap;
}

function isAbsence(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
