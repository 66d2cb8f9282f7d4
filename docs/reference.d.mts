import type { AnyCommandEntry } from '../src/cli/command-table.ts';
import type { OptionEntry } from '../src/invocation/options/option-entry.ts';

export interface Tables {
  readonly commandGroups: Readonly<Record<string, string>>;
  readonly commands: readonly AnyCommandEntry[];
  readonly commonOptions: readonly string[];
  readonly optionTable: Readonly<Record<string, OptionEntry>>;
  readonly version: string;
}
export function usage(tables: Tables): string;
export function manPage(tables: Tables): string;
export function bashCompletion(tables: Tables): string;
export function zshCompletion(tables: Tables): string;
export function fishCompletion(tables: Tables): string;
