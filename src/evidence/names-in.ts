import { type Dirent, readdirSync } from 'node:fs';

/** Names of a folder's entries, sorted; none where there is no such folder, or none that may be entered. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** The entries of a folder with their kinds, in no order; none where {@link namesIn} finds none. */
export function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
