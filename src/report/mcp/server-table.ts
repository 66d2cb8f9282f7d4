import type { McpInventory } from '../../assess/mcp-inventory.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import type { RenderOptions } from '../format.ts';
import { origin } from '../origin.ts';
import { renderTable } from '../text-table.ts';

import { localFileWords } from './local-file-words.ts';

/** One line a server: what runs, where it stands, who put it there. */
export function mcpTable({ servers }: McpInventory, options: RenderOptions): string {
  if (servers.length === 0) return 'no MCP server is configured';
  const rows = servers.map((server) => [
    server.name,
    `${server.client}, ${server.scope}${server.enabled ? '' : ' (off)'}`,
    runs(server),
    origin(server.registeredBy, server.modifiedAt),
    server.findings.join('\n'),
    server.line === undefined ? server.path : `${server.path}:${server.line}`,
  ]);
  return renderTable(
    ['server', 'client, scope', 'runs', 'registered by', 'findings', 'where'],
    rows,
    options,
  );
}

function runs(server: McpServer): string {
  const { command, args, url, environment } = server;
  const names = environment.map(({ name }) => name).join(' ');
  const words = [command ?? url ?? '', ...args].join(' ');
  return [words, names === '' ? '' : `env: ${names}`, localFileWords(server)].filter(Boolean).join('\n');
}
