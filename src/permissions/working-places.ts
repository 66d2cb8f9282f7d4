import type { Word } from '../shell/syntax.ts';
import { isInside, rulePath } from './rule-path.ts';
import { wordValue } from './word-value.ts';

/** The folders of a session, absolute, in the evidence's own form. */
export interface WorkingPlaces {
  /** Where the call was made. */
  readonly cwd: string;
  /** Where the session was started. */
  readonly startedIn: string;
  readonly home: string;
  /** `permissions.additionalDirectories` and what `--add-dir` added. */
  readonly additional: readonly string[];
}

/** The folders inside which reads need no approval, in the form of {@link rulePath}. */
function workingFolders({ cwd, startedIn, home, additional }: WorkingPlaces): readonly string[] {
  return [...new Set([startedIn, ...additional].map((folder) => rulePath(folder, cwd, home)))];
}

/** https://code.claude.com/docs/en/permissions#working-directories */
export function inWorkingFolders(path: string, places: WorkingPlaces): boolean {
  return workingFolders(places).some((folder) => isInside(path, folder));
}

/**
 * The path that a word of a shell line names, in the form of {@link rulePath}.
 * @param cds targets of the `cd`s before it
 * @returns undefined where only the run can tell
 */
export function shellPath(word: Word, cds: readonly Word[], places: WorkingPlaces): string | undefined {
  const folder = folderAfter(cds, places);
  const { text, dynamic } = wordValue(word, places.home);
  if (dynamic || folder === undefined) return undefined;
  return rulePath(text, folder, places.home);
}

/** Where the line stands after its `cd`s; undefined where only the run can tell. */
export function folderAfter(cds: readonly Word[], places: WorkingPlaces): string | undefined {
  let folder: string | undefined = rulePath(places.cwd, places.cwd, places.home);
  for (const cd of cds) {
    const { text, dynamic, glob } = wordValue(cd, places.home);
    if (dynamic || glob || text === '-' || folder === undefined) return undefined;
    folder = rulePath(text, folder, places.home);
  }
  return folder;
}
