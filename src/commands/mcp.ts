import type { McpInventory } from '../assess/mcp-inventory.ts';
import type { McpServer } from '../events/mcp-server.ts';
import { highestLevel } from '../level.ts';
import type { Command, Status } from './command.ts';
import { collectServers } from './configuration/collect-servers.ts';
import { openEvidence } from './configuration/open-evidence.ts';

/** Step 5 of the runbook: which MCP servers start with every session, and who put them there. */
export const run: Command<McpInventory, McpServer> = async (invocation) => {
  const { evidence, gaps } = openEvidence(invocation);
  const { servers, findings } = await collectServers(evidence, invocation);
  const status: Status = { level: highestLevel(findings.map(({ level }) => level)), gaps };
  if (invocation.shape === 'stream') return { shape: 'stream', rows: rowsOf(servers), status: () => status };
  const home = evidence.home.recordedPath;
  return { shape: 'document', document: { schemaVersion: '1.0', home, servers, findings, gaps }, status };
};

async function* rowsOf(servers: readonly McpServer[]): AsyncIterable<McpServer> {
  yield* servers;
}
