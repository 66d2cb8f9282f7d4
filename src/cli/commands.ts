import type { AnyCommandEntry } from './command-table.ts';
import { examine } from './commands/examine.ts';
import { manyHosts } from './commands/many-hosts.ts';
import { preserve } from './commands/preserve.ts';
import { prevent } from './commands/prevent.ts';
import { recover } from './commands/recover.ts';
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
];

/** Every subcommand. */
export const commands: readonly AnyCommandEntry[] = helpGroups.flatMap((group) => group.commands);

/** What help says of commands that share their first word. */
export const commandGroups: Readonly<Record<string, string>> = {
  fleet: 'every host of an organisation: load spools, hunt, report',
};
