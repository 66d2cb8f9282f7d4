import { lstatSync, type Stats } from 'node:fs';

/** What stands at a path, a link itself where it is one; nothing where nothing is or nobody may look. */
export function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
