import { join } from 'node:path';
import type { ProjectFolder } from '../configuration/project-folders.ts';
import { namesIn } from '../names-in.ts';
import { readHead } from '../read-head.ts';

/** A file that describes CI jobs. */
export interface JobFile {
  /** As the evidence writes it. */
  readonly path: string;
  /** The first megabyte. */
  readonly text: string;
}

const filesAtMost = 200;

/** @param place a file, or a folder of such files; relative to the project's folder */
export function jobFiles({ path, recorded }: ProjectFolder, place: string): JobFile[] {
  const folder = join(path, place);
  const names = namesIn(folder).filter((name) => /\.ya?ml$/.test(name));
  const files = names.length > 0 ? names.slice(0, filesAtMost).map((name) => `${place}/${name}`) : [place];
  return files
    .map((name) => ({ path: `${recorded}/${name}`, text: readHead(join(path, name)) }))
    .filter(({ text }) => text !== '');
}

/** The name under which the repository of a folder is known elsewhere: the last part of its remote's address. */
export function originName({ path }: ProjectFolder): string | undefined {
  const configuration = readHead(join(path, '.git', 'config'), 64 * 1024);
  return /^[ \t]*url[ \t]*=[ \t]*\S{0,400}?[/:]([^/:\s]{1,200}?)(?:\.git)?\/?[ \t\r]*$/m.exec(
    configuration,
  )?.[1];
}
