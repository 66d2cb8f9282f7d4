import { isAbsolute } from 'node:path';
import { resolvePath, withHome } from '../shell/paths.ts';
import type { Disk } from './disk.ts';

/** A path with `..` behind a link: the machine leaves the folder that the link leads to, not the one that holds it. */
export interface ClimbingPath {
  /** Where the machine goes for a target at or below the path; empty for any other. */
  replacing(target: string): readonly string[];
}

const wordWithDots = /[^\s'"`<>|&;()=,]*\.\.(?:[\\/][^\s'"`<>|&;()=,]*)?/g;
/** `name/..`; dots at the beginning leave no folder that the word itself entered. */
const leavesNamed = /(?:^|[\\/])(?!\.\.?[\\/])[^\\/]+[\\/]+\.\.(?:[\\/]|$)/;

/**
 * The paths with `..` in the texts of a call that do not lead where their letters say.
 * @param folders in which they may be meant; absolute
 * @throws where the disk cannot say
 */
export function climbingPaths(
  texts: readonly string[],
  folders: readonly string[],
  { disk, home }: { readonly disk: Disk; readonly home: string },
): ClimbingPath[] {
  const words = [...new Set(texts.flatMap((text) => text.match(wordWithDots) ?? []))];
  if (words.length === 0) return [];
  const named = words.filter((word) => leavesNamed.test(word));
  return [...new Set(folders)].flatMap((folder) => {
    const possible = disk.real(folder) === folder ? named : words;
    return possible.flatMap((word) => climbing(withHome(word, home), folder, disk) ?? []);
  });
}

function climbing(path: string, folder: string, disk: Disk): ClimbingPath | undefined {
  const written = path.startsWith('/') ? path : `${folder}/${path}`;
  if (!isAbsolute(written)) return undefined;
  const lexical = resolvePath(path, folder);
  const physical = disk.real(written);
  if (physical === disk.real(lexical)) return undefined;
  return {
    replacing: (target) =>
      target === lexical || target.startsWith(`${lexical}/`) ? [physical + target.slice(lexical.length)] : [],
  };
}
