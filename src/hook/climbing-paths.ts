import { resolvePath, withHome } from '../shell/paths.ts';
import type { Disk } from './disk.ts';

/** A path with `..` behind a link: the machine leaves the folder that the link leads to, not the one that holds it. */
export interface ClimbingPath {
  /** Where the machine goes for a target at or below the path; empty for any other. */
  replacing(target: string): readonly string[];
}

const word = /[^\s'"`<>|&;()=,]*\.\.(?:[\\/][^\s'"`<>|&;()=,]*)?/g;

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
  const words = new Set(texts.flatMap((text) => text.match(word) ?? []));
  return [...new Set(folders)].flatMap((folder) =>
    [...words].flatMap((written) => {
      const path = withHome(written, home);
      const lexical = resolvePath(path, folder);
      const physical = disk.real(path.startsWith('/') ? path : `${folder}/${path}`);
      return physical === disk.real(lexical) ? [] : [climbing(lexical, physical)];
    }),
  );
}

function climbing(lexical: string, physical: string): ClimbingPath {
  return {
    replacing: (target) =>
      target === lexical || target.startsWith(`${lexical}/`) ? [physical + target.slice(lexical.length)] : [],
  };
}
