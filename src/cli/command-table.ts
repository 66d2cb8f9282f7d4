import type { Command } from '../commands/command.ts';
import type { HomeScope } from '../commands/given-homes.ts';
import type { RowSource } from '../commands/rows/row-source.ts';
import type { Level } from '../level.ts';
import type { Format } from '../report/format.ts';
import type { OptionName } from './options.ts';

/** One subcommand: what help shows, and where its handler and its formats are. Nothing is loaded before it is chosen. */
export interface CommandEntry<Document, Row> {
  readonly name: string;
  readonly summary: string;
  /** Commander's syntax: `[paths...]`. */
  readonly operands?: string;
  /** Besides the common ones. */
  readonly options: readonly OptionName[];
  /** Which homes it reads; absent where it reads no evidence. */
  readonly homes?: HomeScope;
  readonly load: () => Promise<Command<Document, Row>>;
  /** The same as rows, for `--spool`; goes with the options of a spool. */
  readonly rows?: () => Promise<RowSource>;
  /** The first is the default. */
  readonly formats: Readonly<Record<string, Format<Document, Row>>>;
  /** `--fail-on` where it is not given; absent: findings do not change the exit code. */
  readonly failOn?: Level;
  /** Where the result goes to a file by default: its name, and what the terminal shows instead. */
  readonly toFile?: {
    readonly name: (document: Document, format: string) => string;
    readonly summary: Format<Document, Row>;
  };
}

/** An entry whose document and row types are known to fit each other. */
export type AnyCommandEntry = CommandEntry<unknown, unknown>;

/** Checks that handler and formats speak of the same types, then forgets which. */
export function entry<Document, Row>(given: CommandEntry<Document, Row>): AnyCommandEntry {
  return given as unknown as AnyCommandEntry;
}
