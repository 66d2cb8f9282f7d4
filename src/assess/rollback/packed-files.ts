import { line, word } from './shell-word.ts';

/** Copies files of a working tree into an archive. @param list file of their names, relative to the tree, each ended by NUL */
export function pack(tree: string, list: string, archive: string): string {
  return line('tar', '-C', tree, '--null', '-T', list, '-cf', archive);
}

/** Puts them back with their modes, and removes those that were not there. @param absent file of such names */
export function unpack(tree: string, archive: string, absent: string): string[] {
  return [
    line('tar', '-C', tree, '-xpf', archive),
    `(cd ${word(tree)} && xargs -0 rm -f -- < ${word(absent)})`,
  ];
}
