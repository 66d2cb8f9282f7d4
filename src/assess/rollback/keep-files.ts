import { git } from './git-command.ts';
import { pack, unpack } from './packed-files.ts';
import { line, word } from './shell-word.ts';

/** A working tree in which a step moves HEAD. */
export interface TreeOfStep {
  readonly path: string;
  /** Holds its index. */
  readonly gitDirectory: string;
}

/** Commands that copy what a step will write anew, and those that put it back. */
export interface KeptFiles {
  readonly save: readonly string[];
  readonly back: readonly string[];
}

/**
 * Git writes files anew by settings of the repository: line ends, `ident`, filters, modes. What stands there now may
 * differ from what it would write, so that only a copy brings the same bytes back. The index is copied, too: what is
 * staged in a linked working tree is in no other copy. https://git-scm.com/docs/gitattributes
 * @param names commands that print the files that the step may write or remove, relative to the root, each ended by NUL
 * @param folder for the copies; not there yet
 */
export function keepFiles(
  { path, gitDirectory }: TreeOfStep,
  names: readonly string[],
  folder: string,
): KeptFiles {
  const dirty = git(path, 'diff', '-z', '--name-only', '--no-renames', '--ignore-submodules=all', 'HEAD');
  const copies = {
    names: `${folder}/names.list`,
    present: `${folder}/files.list`,
    absent: `${folder}/absent.list`,
    files: `${folder}/files.tar`,
  };
  const filter = (test: string, into: string) =>
    `(cd ${word(path)} && xargs -0 sh -c 'for one; do if ${test}; then printf "%s\\0" "$one"; fi; done' sh < ${word(copies.names)} > ${word(into)})`;
  const isThere = 'test -e "$one" || test -h "$one"';
  return {
    save: [
      `(umask 077 && ${line('mkdir', '-p', folder)})`,
      `{ ${[...names, dirty].join(' && ')}; } > ${word(copies.names)}`,
      filter(isThere, copies.present),
      filter(`! { ${isThere}; }`, copies.absent),
      pack(path, copies.present, copies.files),
      line('cp', '-p', `${gitDirectory}/index`, `${folder}/index`),
    ],
    back: [
      line('cp', '-p', `${folder}/index`, `${gitDirectory}/index`),
      ...unpack(path, copies.files, copies.absent),
    ],
  };
}

/** Prints the files in which two commits differ. */
export function namesBetween(path: string, one: string, other: string): string {
  return git(path, 'diff', '-z', '--name-only', '--no-renames', '--ignore-submodules=all', one, other);
}

/** Prints the files that commits changed. */
export function namesOfChanges(path: string, commits: readonly string[]): string {
  return git(path, 'show', '-z', '--name-only', '--no-renames', '--format=', '-m', ...commits);
}
