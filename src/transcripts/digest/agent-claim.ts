/** What the result of a call that started a subagent says of the calls that the subagent made. */
export interface AgentClaim {
  /** Index of the session in its group. */
  readonly session: number;
  /** The call that started it, as it is written: copies of its result have the same. */
  readonly callId: string;
  /** As records of the subagent name it; versions up to 2.0.28 tell none, and write them into the main transcript. */
  readonly agentId?: string;
  /** Absent for a subagent that went to the background: then it has begun. */
  readonly toolUses?: number;
  /** Index of the file in the list that the caller keeps. */
  readonly file: number;
  readonly line: number;
}
