import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { homeOf } from '../shell/homes.ts';
import { statOf } from './configuration/stat-of.ts';
import { liesIn } from './lies-in.ts';
import { namesIn } from './names-in.ts';
import { recordedIn } from './path-mapping.ts';
import { workingFolderOf } from './working-folder.ts';

const transcriptsAtMost = 200;

/**
 * How the evidence writes the home that was copied to this folder: by the folders in which its sessions worked.
 * Undefined where none of them lies in any home, nor does the folder look like one.
 * @param directory absolute, on this machine
 */
export function recordedHomeOf(directory: string): string | undefined {
  const folders = workingFolders(directory);
  if (folders.some((folder) => recordedIn(folder, directory))) return directory;
  const counts = new Map<string, number>();
  for (const folder of folders) {
    const home = homeOf(folder);
    if (home !== undefined) counts.set(home, (counts.get(home) ?? 0) + 1);
  }
  const [likeliest] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return likeliest?.[0] ?? (homeOf(directory) === directory ? directory : undefined);
}

/** Where each transcript began. */
function workingFolders(directory: string): readonly string[] {
  return transcriptsIn(directory)
    .slice(0, transcriptsAtMost)
    .flatMap((path) => workingFolderOf(path) ?? []);
}

/** Those of Claude Code, in order; none to which a link leads, which may be anybody's. */
function transcriptsIn(directory: string): readonly string[] {
  const projects = join(directory, '.claude', 'projects');
  const isOwn = (folder: string) => liesIn(realPath(folder), realPath(directory));
  const folders = isOwn(projects) ? namesIn(projects).map((name) => join(projects, name)) : [];
  return folders
    .filter(isOwn)
    .flatMap((folder) => namesIn(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.jsonl') && statOf(path)?.isFile() === true);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
