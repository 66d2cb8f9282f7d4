import { resolve } from 'node:path';
import { homeLayouts } from '../../shell/homes.ts';
import type { Home } from '../home.ts';
import { entriesOf, folderAt } from './linked-folders.ts';

/** Homes of an image whose users nobody named. */
const homesOfImage = [...homeLayouts.map((layout) => layout.slice(1)), 'home'];

/** The homes that are read, absolute on this machine: every one of an image where the home is the image's root. */
export function userHomes(home: Home): string[] {
  if (!isWholeImage(home)) return [home.directory];
  const found = entriesOf(home.directory, homesOfImage).sort();
  return [...new Set(found.flatMap((folder) => folderAt(folder, home) ?? []))];
}

function isWholeImage({ directory, root }: Home): boolean {
  return root !== undefined && resolve(directory) === resolve(root);
}
