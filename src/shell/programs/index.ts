import type { Programs } from '../program.ts';
import { archives } from './archives.ts';
import { files } from './files.ts';
import { git } from './git.ts';
import { interpreters } from './interpreters.ts';
import { network } from './network.ts';
import { builtins } from './shell-builtins.ts';
import { text } from './text.ts';
import { wrappers } from './wrappers.ts';

/** Every group of the registry. A new group is one file and one line here. */
export const groups: readonly Programs[] = [
  text,
  files,
  archives,
  builtins,
  wrappers,
  interpreters,
  network,
  git,
];
