import { isAbsolute } from 'node:path';
import { followLinks } from '../configuration/follow-links.ts';
import type { Evidence } from '../configuration/read-text.ts';
import { statOf } from '../configuration/stat-of.ts';
import { hostPath } from '../home.ts';
import { leftBehind, type Source } from './source.ts';

/** Whether a regular file, or a link, is at a path of the evidence. */
export function isFileAt(evidence: Evidence, recordedPath: string): boolean {
  const stat = statOf(placeOf(evidence, recordedPath) ?? '');
  return stat !== undefined && !stat.isDirectory();
}

/** A folder of which only the place is to be kept; nothing where there is none. */
export function folderAt(evidence: Evidence, recordedPath: string): Source[] {
  const file = placeOf(evidence, recordedPath);
  const stat = file === undefined ? undefined : statOf(file);
  if (file === undefined || !stat?.isDirectory()) return [];
  const source = leftBehind({ file, recordedPath, area: 'work' }, stat, 'a folder: only its place is kept');
  return [{ ...source, isFolder: true }];
}

/** Nowhere where the path means nothing here, or leads out of the evidence. */
function placeOf(evidence: Evidence, recordedPath: string): string | undefined {
  const path = hostPath(evidence.home, recordedPath);
  if (evidence.home.root === undefined && !isAbsolute(recordedPath)) return undefined;
  try {
    return followLinks(path, evidence.home).kind === 'path' ? path : undefined;
  } catch {
    return undefined;
  }
}
