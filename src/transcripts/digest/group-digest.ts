import type { Gap } from '../../evidence/gap.ts';
import type { IdHash } from '../scanner/scanned-value.ts';
import type { Loop } from '../session-summary.ts';
import type { Outcome } from '../tool-call.ts';
import type { UnclaimedRecords } from '../unclaimed-records.ts';
import type { AgentClaim } from './agent-claim.ts';
import type { BackgroundStep } from './background-steps.ts';
import type { ColumnData } from './columns.ts';
import type { DatedMark } from './mode-history.ts';

/** Where a line lies. */
export interface LinePlace {
  /** Index of the file in the list that the caller keeps. */
  readonly file: number;
  /** Counted from 1. */
  readonly line: number;
  /** Of its first byte. */
  readonly offset: number;
  /** In bytes, without the line feed. */
  readonly length: number;
}

/**
 * A call's own record goes before a copy in a replay of the conversation, that before one in a `progress` record; last
 * comes the list of inputs that records of 2.1.287 and later carry besides.
 */
export const copies = ['record', 'replay', 'progress', 'wire'] as const;
export type Copy = (typeof copies)[number];

/** One row a call. Enumerations are indexes into their lists; 0 in a `…Name` column stands for none. */
export const callLayout = {
  /** A keyed hash: tells copies apart without holding every id. */
  idLow: Uint32Array,
  idHigh: Uint32Array,
  /** Milliseconds since 1970; NaN for none. */
  at: Float64Array,
  offset: Float64Array,
  length: Uint32Array,
  line: Uint32Array,
  file: Uint32Array,
  /** Which call of its line it is. */
  ordinal: Uint16Array,
  /** A keyed hash of its input as it is written, to tell copies from others; 0 where none is known. */
  content: Uint32Array,
  copy: Uint8Array,
  session: Uint32Array,
  toolName: Uint32Array,
  agentName: Uint32Array,
  mode: Uint8Array,
  source: Uint8Array,
  outcome: Uint8Array,
  flags: Uint8Array,
  resultCopy: Uint8Array,
  resultAt: Float64Array,
  resultOffset: Float64Array,
  resultLength: Uint32Array,
  resultLine: Uint32Array,
  resultFile: Uint32Array,
} as const;
export type CallColumns = ColumnData<typeof callLayout>;

/**
 * Bits of the column `flags`; `mayRemoveRecords` where the words of a call leave that open, `started` where a record besides its result proves that it began,
 * `variant` where another call has its id and does something else, as far as the bytes of its input tell.
 */
export const flag = {
  hasResult: 1,
  isError: 2,
  contradicted: 4,
  dropped: 8,
  sidechain: 16,
  mayRemoveRecords: 32,
  started: 64,
  variant: 128,
} as const;

/** One row a human turn, in time order of its file. */
export const turnLayout = {
  at: Float64Array,
  session: Uint32Array,
  offset: Float64Array,
  length: Uint32Array,
  line: Uint32Array,
  file: Uint32Array,
} as const;
type TurnColumns = ColumnData<typeof turnLayout>;

/** One row a message of the model; its records repeat the usage. */
export const usageLayout = {
  idLow: Uint32Array,
  idHigh: Uint32Array,
  session: Uint32Array,
  modelName: Uint32Array,
  input: Float64Array,
  output: Float64Array,
  cacheRead: Float64Array,
  cacheCreation: Float64Array,
  /** Of `cacheCreation`, what is kept for an hour instead of five minutes. */
  cacheCreationHour: Float64Array,
  /** 1 where no record holds the count that the message ended with. */
  unfinished: Uint8Array,
} as const;
export type UsageColumns = ColumnData<typeof usageLayout>;

/**
 * The records of main conversations that have a `uuid`, {@link placeWords} numbers each: its hash in two halves, the
 * session, the mode in which it stands, and the continuation to whose unmarked beginning it belongs, plus 1 (0 for none).
 * There are as many as records, so they are kept plainly.
 */
export type Places = Uint32Array<ArrayBuffer>;
export const placeWords = 5;

/** A main transcript whose first record follows one of another file, as when a session moves to another folder. */
export interface Continuation {
  /** The `uuid` of that record. */
  readonly parent: IdHash;
  /** Index of the session in its group. */
  readonly session: number;
  /** Of the first record: milliseconds, NaN for none. */
  readonly at: number;
  /** Calls before the first mark of a mode. */
  readonly rows: readonly number[];
}

/** What the files of one group tell of one session. */
export interface SessionPart {
  readonly sessionId: string;
  readonly project: string;
  /** The session's own main transcript is among the files. */
  readonly own: boolean;
  /** A subagent of the session wrote the file. */
  readonly ofAgent?: true;
  readonly reference: string;
  readonly format: 'nested' | 'flat';
  readonly firstAt?: number;
  readonly lastAt?: number;
  readonly cwds: readonly string[];
  readonly branches: readonly string[];
  readonly versions: readonly string[];
  readonly entrypoints: readonly string[];
  readonly models: readonly string[];
  readonly agents: readonly string[];
  readonly firstPrompt?: string;
  readonly loops: readonly Loop[];
  /** Modes that records of the main conversation name, in time order. */
  readonly marks: readonly DatedMark[];
  readonly claimedTools: readonly string[];
  /** By a `cost-state` record. */
  readonly claimedChangedLines: number;
  readonly claimedToolDurationMs: number;
  /** Under which the session is known elsewhere: `session_…` of the web application. */
  readonly aliases: readonly string[];
}

/** All that a group of transcripts tells, without their contents: a main transcript and what belongs to it. */
export interface GroupDigest {
  readonly sessions: readonly SessionPart[];
  /** Names that the columns index. */
  readonly names: readonly string[];
  readonly calls: CallColumns;
  readonly turns: TurnColumns;
  /** Hashes of results whose call is not in the group, and where they stand. */
  readonly orphans: readonly Orphan[];
  readonly agentClaims: readonly AgentClaim[];
  readonly usage: UsageColumns;
  readonly places: Places;
  readonly continuations: readonly Continuation[];
  readonly background: readonly BackgroundStep[];
  /** Records that do not fit to those around them, or are of no form that is read. */
  readonly gaps: readonly Gap[];
  readonly unclaimed: readonly UnclaimedRecords[];
}

/** What stays of a group when it has been merged with the others. */
export interface KnownGroup
  extends Omit<GroupDigest, 'usage' | 'gaps' | 'unclaimed' | 'places' | 'continuations' | 'background'> {
  /** Whose files they are: id in `src/agents/`. */
  readonly agent: string;
}

export interface Orphan extends LinePlace {
  readonly id: IdHash;
  readonly at: number;
  readonly outcome: Outcome;
  readonly isError: boolean;
}
