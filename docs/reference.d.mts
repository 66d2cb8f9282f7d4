import type { AnyCommandEntry } from '../src/cli/command-table.ts';
import type { OptionEntry } from '../src/invocation/options/option-entry.ts';

export interface Tables {
  readonly commands: readonly AnyCommandEntry[];
  readonly commonOptions: readonly string[];
  readonly optionTable: Readonly<Record<string, OptionEntry>>;
  readonly version: string;
}
export function usage(tables: Tables): string;
export function manPages(tables: Tables): readonly { readonly file: string; readonly text: string }[];
