/** What a tool is for, whichever agent offers it. `patch` changes several files in one call. */
const toolKinds = ['shell', 'read', 'write', 'patch', 'search', 'web', 'mcp', 'agent', 'other'] as const;
export type ToolKind = (typeof toolKinds)[number];

/** A tool that a server offers, by the Model Context Protocol. */
export interface McpTool {
  readonly server: string;
  /** As the server calls it. */
  readonly tool: string;
}
