import type { Finding } from '../detect/finding.ts';
import type { Gap } from '../evidence/gap.ts';
import type { McpServer } from '../mcp/mcp-server.ts';

/** Every MCP server of every client of one home, and what is wrong with them. */
export interface McpInventory {
  readonly schemaVersion: 1;
  readonly home: string;
  readonly servers: readonly McpServer[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}
