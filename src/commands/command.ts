import type { Gap } from '../evidence/gap.ts';
import type { Level } from '../level.ts';
import type { OptionName, OptionsOf } from './options.ts';

/** What every command knows of its evidence, whatever its own options are. */
export interface EvidenceOptions {
  /** Evidence home: a live home, a mounted image's, or a collected copy; absolute. */
  readonly home: string;
  /** All that were given; the one above is the last of them. */
  readonly homes: readonly string[];
  /** Prefix under which absolute paths of the evidence are read; absolute. */
  readonly root?: string | undefined;
  /** All that were given; the one above is the last of them. */
  readonly roots: readonly string[];
  readonly redact: boolean;
}

/** Besides those, the options of a command's own. */
export type Options<Name extends OptionName = never> = EvidenceOptions & OptionsOf<Name>;

/** What a command gets; it prints nothing and takes nothing from the process. */
export interface Invocation<Name extends OptionName = never> {
  readonly operands: readonly string[];
  readonly options: Options<Name>;
  /** Which of the two shapes the chosen format renders. */
  readonly shape: 'document' | 'stream';
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** When the run began. */
  readonly now: Date;
  /** The time now, for logs of what is done while the run goes on. */
  readonly clock: () => Date;
  readonly version: string;
  /** Shows a short line on a terminal, replaced by the next one; does nothing elsewhere. */
  progress(line: string): void;
}

/** Decides the exit code: see `docs/usage.md`. */
export interface Status {
  readonly level: Level | 'none';
  readonly gaps: readonly Gap[];
}

/** A bounded result. */
export interface DocumentResult<Document> {
  readonly shape: 'document';
  readonly document: Document;
  readonly status: Status;
}

/** An unbounded result; `status` is known when the last row has been taken. */
export interface StreamResult<Row> {
  readonly shape: 'stream';
  readonly rows: AsyncIterable<Row>;
  /** The same rows, redacted and written one a line, where that is cheaper than to hand them over. */
  readonly text?: (writing: Writing) => AsyncIterable<string>;
  readonly status: () => Status;
}

/** How rows become text. */
export interface Writing {
  /** Of the fingerprints of secrets; absent where nothing is redacted. */
  readonly salt?: Uint8Array;
  /** One row with its end. */
  readonly line: (row: unknown) => string;
}

export type Result<Document, Row = never> = DocumentResult<Document> | StreamResult<Row>;

/** One file of `commands/` exports one of these as `run`; `Name` are the options that it reads. */
export type Command<Name extends OptionName, Document, Row = never> = (
  invocation: Invocation<Name>,
) => Promise<Result<Document, Row>>;
