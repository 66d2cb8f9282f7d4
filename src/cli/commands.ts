import type { AnyCommandEntry } from './command-table.ts';

/** Every subcommand, in the order of help. */
export const commands: readonly AnyCommandEntry[] = [];
