/** What a transcript file is, as its place and name tell. */
export type TranscriptKind =
  /** `projects/<project>/<session>.jsonl` */
  | 'main'
  /** `agent-<id>.jsonl`, beside the session (2.0.29 to 2.1.1) or in `<session>/subagents/` (2.1.3 and later). */
  | 'subagent'
  /** An agent file that replays the main conversation: compaction, prompt suggestion, side question. */
  | 'replay'
  /** Given by path, or a capture of what `claude -p --output-format stream-json` printed. */
  | 'capture';

/** One transcript on disk. */
export interface TranscriptFile {
  /** Whose it is: id in `src/agents/`. */
  readonly agent: string;
  /** Absolute on this machine. */
  readonly path: string;
  /** As evidence references name it. */
  readonly reference: string;
  /** Name of the project folder; empty for a file given by path. */
  readonly project: string;
  readonly kind: TranscriptKind;
  /** From the file's place; records inside may name others. */
  readonly sessionId: string;
  /** Present for agent files. */
  readonly agentId?: string;
  /** Of a session in a database: the copy of it that may be opened, absolute on this machine. */
  readonly database?: string;
}
