import { statSync } from 'node:fs';

/** What stands at a path, links followed; undefined where nothing does, or where it cannot be looked at. */
export function entryKind(path: string): 'file' | 'folder' | 'other' | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return undefined;
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  } catch {
    return undefined;
  }
}
