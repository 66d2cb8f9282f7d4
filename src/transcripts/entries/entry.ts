import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { JsonObject } from '../../json-object.ts';
import type { Outcome, PermissionMode, PermissionModeSource, ToolResult } from '../tool-call.ts';

/** Where an entry stands in its file; with a path, in another file of the same session. */
type EntryPlace = Partial<EvidenceReference>;

/** When something happened, in milliseconds since 1970; absent where the store keeps no time. */
interface Timed {
  readonly at?: number;
}

/** Holds for the entries that follow, until another one says otherwise; what is absent stays as it was. */
export interface ContextEntry extends Timed {
  readonly kind: 'context';
  /** The session of the human's conversation; a subagent's file names its parent's. */
  readonly sessionId?: string;
  /** Present in the conversation of a subagent. */
  readonly agentId?: string;
  readonly cwd?: string;
  readonly gitBranch?: string;
  readonly version?: string;
  readonly model?: string;
  /** Which of the agent's programs it was: `cli`, `vscode`. */
  readonly entrypoint?: string;
  /** Name of the project as the store has it. */
  readonly project?: string;
}

/** A permission mode, in our words and in the record's own. */
export interface RecordedMode {
  readonly mode: PermissionMode;
  readonly source: PermissionModeSource;
  /** In the record's own words, where they are others. */
  readonly recorded?: string;
}

/** The mode of the calls that follow. */
interface ModeEntry extends Timed, RecordedMode {
  readonly kind: 'mode';
}

/** Words of a human; never what an agent or a program put in a human's place. */
interface PromptEntry extends Timed {
  readonly kind: 'prompt';
  readonly text: string;
}

export interface CallEntry extends Timed {
  readonly kind: 'call';
  /** As the store has it; absent where calls have no id. */
  readonly id?: string;
  readonly tool: string;
  readonly input: JsonObject;
  /** Where the call has one of its own; else that of the context. */
  readonly cwd?: string;
  /** Of a call that a subagent made in its parent's file. */
  readonly agentId?: string;
  /** Of this call alone: the store says whether somebody was asked. */
  readonly mode?: RecordedMode;
}

/** What became of a call; the last one of a call counts, and proof that it ran outweighs a refusal. */
interface ResultEntry extends Timed, Omit<ToolResult, 'evidence'> {
  readonly kind: 'result';
  /** The call's id; absent for the latest call of the file. */
  readonly callId?: string;
  readonly outcome: Outcome;
}

/** The outcome of a call that had gone on in the background. */
interface EndEntry {
  readonly kind: 'end';
  readonly callId: string;
  readonly outcome: Outcome;
}

/** Tokens of one message of the model, or of all since the last such entry; the largest numbers of an id count. */
interface UsageEntry {
  readonly kind: 'usage';
  readonly id: string;
  readonly model?: string;
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheCreation: number;
}

/** A record that is of no form that is read. */
interface UnclaimedEntry {
  readonly kind: 'unclaimed';
  /** Its type, as it stands there. */
  readonly type: string;
  /** Whether a call, a prompt or a mode could stand in it. */
  readonly mayHoldCall: boolean;
}

/** What an entry says, wherever it stands. */
export type UnplacedEntry =
  | ContextEntry
  | ModeEntry
  | PromptEntry
  | CallEntry
  | ResultEntry
  | EndEntry
  | UsageEntry
  | UnclaimedEntry;

/** One thing that a session store says. Sources give entries in the order of the file. */
export type Entry = { readonly place: EntryPlace } & UnplacedEntry;
