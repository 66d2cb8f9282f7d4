import type { UnreadStore } from '../unread-store.ts';

/** From the first to the last time of some records; ISO 8601 UTC, absent where none carries a time. */
export interface Span {
  readonly from?: string;
  readonly to?: string;
}

/** What lies on one side of the window that was asked for. */
export interface LeftOut extends Span {
  /** With records there; a session can lie in the window, too. */
  readonly sessions: number;
  readonly calls: number;
  /** Of those calls; absent for none. */
  readonly promptsOff?: number;
}

/** What says in which permission mode calls ran. */
interface KnownModes {
  /** A record of the session. */
  readonly recorded: number;
  /** The places that start such sessions, as they stand now. */
  readonly inferred: number;
  /** Nothing. */
  readonly unknown: number;
}

/** What the transcripts hold of a question, and of what they hold the question leaves out. */
export interface RecordCounts {
  /** With a record in the window; without a window, all. */
  readonly sessions: number;
  /** In the window; those without a time among them, because they cannot be shown to lie outside. */
  readonly calls: number;
  /** Calls without a time, wherever they belong. */
  readonly untimed: number;
  readonly modes: KnownModes;
  /** Of the records in the window. */
  readonly inWindow: Span;
  /** Of all records. */
  readonly all: Span;
  readonly before: LeftOut;
  readonly after: LeftOut;
}

/** Sessions with permission prompts off for a time in the window. */
export interface PromptsOff {
  /** By a record. */
  readonly sessions: number;
  /** Only by the places that start such sessions. */
  readonly inferredSessions: number;
}

/** Calls whose commands ran something of which the evidence does not hold the text. */
export interface UnreadCommands {
  readonly calls: number;
  readonly promptsOff: number;
  /** What they ran, the first few names; absent for none; hostile. */
  readonly names?: readonly string[];
}

/** What an answer stands on: what was read, what was left out, and what is not known. */
export interface CoverageFacts extends RecordCounts {
  /** Files that were read. */
  readonly transcripts: number;
  /** The window that was asked for; ISO 8601 UTC. */
  readonly since?: string;
  readonly until?: string;
  readonly promptsOff: PromptsOff;
  /** Whose sessions were read, as people call them. */
  readonly agentsRead: readonly string[];
  readonly unread: readonly UnreadStore[];
  /** Present where the effects of calls were asked for. */
  readonly unreadCommands?: UnreadCommands;
}

/** The same for whoever reads it. */
export interface Coverage extends CoverageFacts {
  /** First what the answer stands on, then each limit of it. */
  readonly statements: readonly string[];
}
