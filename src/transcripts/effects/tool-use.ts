/** A call as far as its effects go. */
export interface ToolUse {
  /** Whose tool it is: id in `src/agents/`. */
  readonly agent: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}
