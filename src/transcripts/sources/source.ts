import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { DatabaseCopies } from '../../evidence/database/database-copies.ts';
import type { ReportGap } from '../../evidence/gap.ts';
import type { PlacedLine } from '../../evidence/lines/placed-line.ts';
import type { GroupDigest } from '../digest/group-digest.ts';
import type { CallContent, ReadLine, ResultContent } from '../plan/read-line.ts';
import type { ScanKey } from '../scanner/line-scanner.ts';
import type { ToolCall } from '../tool-call.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import type { SessionTraces } from './claude-code/session-traces.ts';

/** A file and its index in the list of all files of a run. */
export interface IndexedFile {
  readonly index: number;
  readonly file: TranscriptFile;
}

/** A home in which sessions are looked for, and what was found in it before. */
export interface SearchedHome extends Evidence {
  /** Folders of Claude Code, absolute on this machine. */
  readonly configurations: readonly string[];
}

/** What one reading of a run shares. */
export interface Reading {
  /** Secret, the same for all files of a run: ids are held as keyed hashes. */
  readonly key: ScanKey;
  readonly reportGap: ReportGap;
}

/** What is needed to look into a database. */
export interface DatabaseReading {
  readonly copies: DatabaseCopies;
  readonly reportGap: ReportGap;
}

/**
 * Reads calls again that the digest found. A place is the source's own: of a file of lines the bytes of a line, of any
 * other how many entries stand before it.
 */
export interface ContentReader {
  calls(place: PlacedLine): ReadLine<CallContent>;
  results(place: PlacedLine): ReadLine<ResultContent>;
  prompts(place: PlacedLine): ReadLine<string>;
  /** What the agent said before a prompt; of sources in which that can be told. */
  question?(place: PlacedLine): string | undefined;
  close(): void;
}

/**
 * The sessions of one agent: where they lie, what one reading of them tells, and how a call is read again. A store may
 * be a file of lines, one document, a folder of files or a database.
 */
export interface Source {
  /** Id in `src/agents/`. */
  readonly agent: string;
  /** Every file with sessions below a home, in a fixed order. */
  locate(home: SearchedHome): readonly TranscriptFile[];
  /**
   * Of an agent that keeps sessions in databases: those of one, each as a file of its own. Absent for a file that is
   * none.
   */
  sessionsIn?(file: TranscriptFile, reading: DatabaseReading): readonly TranscriptFile[] | undefined;
  /** Other places that name sessions. */
  traces?(home: SearchedHome): readonly SessionTraces[];
  /** Reads a group of files that belong to one session once: everything but the contents of its calls. */
  digest(files: readonly IndexedFile[], reading: Reading): GroupDigest;
  /** @param file of one of the groups */
  open(file: TranscriptFile, reading: Reading): ContentReader;
  /** The call with what its transcript keeps elsewhere, such as a large result in a file of its own. */
  completed?(call: ToolCall, file: TranscriptFile, reportGap: ReportGap): ToolCall;
}
