import type { McpTool } from '../tool-kind.ts';

/** Servers choose their names; a longer one is none. */
const name = /^mcp__(.{1,300}?)__(.*)$/s;

/** `mcp__<server>__<tool>`: https://code.claude.com/docs/en/mcp */
export function serverTool(written: string): McpTool | undefined {
  const [, server, tool] = name.exec(written) ?? [];
  return server === undefined || tool === undefined ? undefined : { server, tool };
}
