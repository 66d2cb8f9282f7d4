import type { Gap } from '../evidence/gap.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { OptionName } from '../invocation/options.ts';
import type { Level } from '../level.ts';
import type { Writing } from '../transcripts/writing.ts';

/** Decides the exit code: see `docs/usage.md`. */
export interface Status {
  readonly level: Level | 'none';
  readonly gaps: readonly Gap[];
  /** The result itself says that nothing is proven, whatever the gaps. */
  readonly isUndetermined?: boolean;
  /** Limits of the result that it has no place for itself. */
  readonly notes?: readonly string[];
}

/** What both shapes have. */
interface Delivered {
  /** Called when all of it is written to where the user wants it. */
  readonly delivered?: () => void;
}

/** A bounded result. */
export interface DocumentResult<Document> extends Delivered {
  readonly shape: 'document';
  readonly document: Document;
  readonly status: Status;
}

/** An unbounded result; `status` is known when the last row has been taken. */
interface StreamResult<Row> extends Delivered {
  readonly shape: 'stream';
  readonly rows: AsyncIterable<Row>;
  /** The same rows, redacted and written one a line, where that is cheaper than to hand them over. */
  readonly text?: (writing: Writing) => AsyncIterable<string>;
  readonly status: () => Status;
}

export type Result<Document, Row = never> = DocumentResult<Document> | StreamResult<Row>;

/** One file of `commands/` exports one of these as `run`; `Name` are the options that it reads. */
export type Command<Name extends OptionName, Document, Row = never> = (
  invocation: Invocation<Name>,
) => Promise<Result<Document, Row>>;
