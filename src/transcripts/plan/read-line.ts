import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { JsonObject } from '../../json-object.ts';
import type { IdHash } from '../scanner/scanned-value.ts';
import type { ToolResult } from '../tool-call.ts';

/** What stands at one place of a transcript, read again. */
export interface ReadLine<Content> {
  readonly contents: readonly Content[];
  readonly evidence: EvidenceReference;
}

/** A call as its record has it. */
export interface CallContent {
  readonly id: string | undefined;
  readonly tool: string;
  readonly input: JsonObject;
  readonly cwd: string | undefined;
  readonly gitBranch: string | undefined;
  readonly version: string | undefined;
  /** The permission mode in the record's own words, where they are not ours. */
  readonly recordedMode?: string;
}

/** A result as its record has it. */
export interface ResultContent {
  /** Absent where its place alone says whose it is. */
  readonly id?: IdHash;
  /** The same, as it is written. */
  readonly callId: string;
  /** Where the record names it. */
  readonly sessionId?: string;
  readonly result: Omit<ToolResult, 'evidence'>;
}
