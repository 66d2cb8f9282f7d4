import type { AnyCommandEntry } from './command-table.ts';
import { examine } from './commands/examine.ts';
import { manyHosts } from './commands/many-hosts.ts';
import { preserve } from './commands/preserve.ts';
import { prevent } from './commands/prevent.ts';
import { recover } from './commands/recover.ts';
import { shell } from './commands/shell.ts';
import { startHere } from './commands/start-here.ts';

/** Subcommands under the headings of help, in its order. */
export const helpGroups: readonly {
  readonly title: string;
  readonly commands: readonly AnyCommandEntry[];
}[] = [
  { title: 'Start here', commands: startHere },
  { title: 'Examine', commands: examine },
  { title: 'Recover', commands: recover },
  { title: 'Preserve', commands: preserve },
  { title: 'Prevent', commands: prevent },
  { title: 'Many hosts', commands: manyHosts },
  { title: 'Your shell', commands: shell },
];

/** Every subcommand. */
export const commands: readonly AnyCommandEntry[] = helpGroups.flatMap((group) => group.commands);
