import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What git walks through in a few seconds. */
const packedAtMostBytes = 48 * 1024 * 1024;
const looseAtMost = 20_000;

/** Whether looking at every object of a repository costs little, so that nobody has to ask for it. */
export function isQuickToSearch(commonDirectory: string): boolean {
  const objects = join(commonDirectory, 'objects');
  let packedBytes = 0;
  let loose = 0;
  for (const folder of names(objects)) {
    const inside = names(join(objects, folder));
    if (folder === 'pack') for (const name of inside) packedBytes += sizeOf(join(objects, folder, name));
    else if (/^[0-9a-f]{2}$/.test(folder)) loose += inside.length;
  }
  return packedBytes <= packedAtMostBytes && loose <= looseAtMost;
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
