import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GapKind, ReportGap } from './gap.ts';
import { type Home, referencePath } from './home.ts';

/** Deeper folders are not entered; real ones go seven deep. */
const deepest = 24;

/**
 * Every regular file below a folder, in the order of their paths; nothing where there is no such folder. A link, a
 * pipe, a folder that cannot be read or lies too deep becomes a gap where it could be or hold a wanted file.
 * @param folder absolute
 */
export function listFiles(home: Home, folder: string, { isWanted, reportGap }: ListOptions): string[] {
  const files: string[] = [];

  function gap(path: string, kind: GapKind, reason: string): void {
    reportGap({ kind, reason, evidence: { path: referencePath(home, path) } });
  }

  function visit(path: string, depth: number): void {
    if (depth > deepest) {
      gap(path, 'truncated', 'lies too deep and was not entered');
      return;
    }
    for (const entry of entriesOf(path)) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) visit(inner, depth + 1);
      else if (entry.isFile()) files.push(...(isWanted(entry.name) ? [inner] : []));
      else if (entry.isSymbolicLink()) gap(inner, 'unsupported', 'is a symbolic link and was not followed');
      else if (isWanted(entry.name)) gap(inner, 'unsupported', 'is no regular file and was not opened');
    }
  }

  function entriesOf(path: string): Dirent[] {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (error) {
      if (!isAbsence(error)) gap(path, 'unreadable', `cannot be read: ${codeOf(error)}`);
      return [];
    }
  }

  visit(folder, 0);
  return files.sort();
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
