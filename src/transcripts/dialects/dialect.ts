import type { JsonObject } from '../../json-object.ts';
import type { ShellName } from '../../shell/shells.ts';
import type { McpTool, ToolKind } from '../tool-kind.ts';

/** What one of an agent's own tools does. */
export interface ToolMeaning {
  readonly kind: ToolKind;
  /** Field of the input with the command line, the path, the address or the code. */
  readonly subject?: string;
  /** Member of the input without which the tool does nothing; absent for a tool that needs none. */
  readonly needs?: string;
  /** Of a shell: a call may have nothing to run, and then only waits for what runs already. */
  readonly mayWait?: true;
  /** Shell of the command line; where one tool serves several, by what the call and its folder say. */
  readonly shell?: ShellName | ((input: JsonObject, cwd: string) => ShellName);
  /** Of a tool that writes, where it takes files away. */
  readonly action?: 'delete';
  /** Field with the whole content of the file that the tool writes. */
  readonly content?: string;
  /** Fields with the text that the tool replaces, and with that which comes in its place. */
  readonly replaces?: readonly [from: string, to: string];
  /** Of a tool that has the agent act later or elsewhere: when or what, and nothing for a call that only looks. */
  readonly actsLater?: (input: JsonObject) => string | undefined;
  /** Of a search: whether its result shows what stands in the files. */
  readonly shows?: (input: JsonObject) => boolean;
}

/** What an agent's words mean: data, one entry an agent. */
export interface Dialect {
  /** Id in `src/agents/`. */
  readonly agent: string;
  /** Its own tools by their names in records. */
  readonly tools: Readonly<Record<string, ToolMeaning>>;
  /** Told from the name in the record; absent for a tool of its own. */
  readonly mcpTool: (tool: string) => McpTool | undefined;
}

const unknownTool: ToolMeaning = { kind: 'other' };

/** Whether a tool of this name is known: what it does is, or which server offers it. */
export function isKnownTool({ tools, mcpTool }: Dialect, tool: string): boolean {
  return Object.hasOwn(tools, tool) || mcpTool(tool) !== undefined;
}

/** What a tool does, by its name in the records. */
export function meaningOf({ tools, mcpTool }: Dialect, tool: string): ToolMeaning {
  const own = Object.hasOwn(tools, tool) ? tools[tool] : undefined;
  return own ?? (mcpTool(tool) ? { kind: 'mcp' } : unknownTool);
}
