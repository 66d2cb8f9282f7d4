import type { Command } from '../commands/command.ts';
import type { HomeScope } from '../invocation/given-homes.ts';
import type { OptionName } from '../invocation/options.ts';
import type { Level } from '../level.ts';
import type { Format } from '../report/format.ts';
import type { RowSource } from '../row-sources/row-source.ts';

/**
 * One subcommand: what help shows, and where its handler and its formats are. Nothing is loaded before it is chosen.
 * `Own` are the options that it has, `Read` those that its handler reads.
 */
export interface CommandEntry<Own extends OptionName, Read extends OptionName, Document, Row> {
  readonly name: string;
  readonly summary: string;
  /** What people call it with: the words after its name. */
  readonly examples: readonly string[];
  /** Commander's syntax: `[paths...]`. */
  readonly operands?: string;
  /** The closed list that an operand is one of, for shells that complete it. */
  readonly operandValues?: readonly string[];
  /** Besides the common ones. */
  readonly options: readonly Own[];
  /** Which homes it reads; absent where it reads no evidence. */
  readonly homes?: HomeScope;
  /** @param all the whole table, for what tells of it */
  readonly load: (all: readonly AnyCommandEntry[]) => Promise<Command<Read, Document, Row>>;
  /** The same as rows, for `--spool`; goes with the options of a spool. */
  readonly rows?: () => Promise<RowSource<Read>>;
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

/** An entry whose options, document and row types are known to fit each other. */
export type AnyCommandEntry = CommandEntry<OptionName, never, unknown, unknown>;

/** Checks that the handler reads no options but its own, and formats show what it gives; then forgets which. */
export function entry<Own extends OptionName, Document, Row>(
  given: CommandEntry<Own, NoInfer<Own>, Document, Row>,
): AnyCommandEntry {
  return given as unknown as AnyCommandEntry;
}
