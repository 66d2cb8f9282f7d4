import type { Home } from '../../evidence/home.ts';

/** Stands for a home of which nothing tells the path; effects name it `~`. */
export const unknownHome = '/~';

/** What `~` means in the commands of the evidence: never the folder in which whoever examines it keeps a copy. */
export function homeInCommands({ directory, root, recordedPath, isNameless }: Home): string {
  return isNameless || directory === root ? unknownHome : recordedPath;
}
