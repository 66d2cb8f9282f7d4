import type { PathMapping } from '../evidence/path-mapping.ts';
import type { OpenedCase } from './open-case.ts';
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
  /** Repositories that the user names, absolute. */
  readonly repo: readonly string[];
  /** Where folders of the evidence lie on this machine. */
  readonly map: readonly PathMapping[];
  readonly redact: boolean;
}

/** Besides those, the options of a command's own. */
export type Options<Name extends OptionName = never> = EvidenceOptions & OptionsOf<Name>;

/** What a command gets; it prints nothing and takes nothing from the process. */
export interface Invocation<Name extends OptionName = never> {
  readonly operands: readonly string[];
  readonly options: Options<Name>;
  /** The answers of the analyst, where a command takes them and `--case` names them. */
  readonly caseFile?: OpenedCase;
  /** Which of the two shapes the chosen format renders. */
  readonly shape: 'document' | 'stream';
  /** The chosen format shows single calls beside the document. */
  readonly withCalls: boolean;
  /** The chosen format shows answers, and not questions alone. */
  readonly withAnswers: boolean;
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
