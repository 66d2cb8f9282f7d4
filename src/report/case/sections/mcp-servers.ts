import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, table } from '../../blocks/block.ts';
import { code, reference } from '../../markdown.ts';
import { localFileWords } from '../../mcp/local-file-words.ts';

/** What starts with every later session, those that a session registered first. */
export function mcpServers({ mcpServers: servers }: CaseReport): readonly Block[] {
  if (servers.length === 0) return [];
  const ranked = [...servers].sort(
    (a, b) => Number(Boolean(b.registeredBy)) - Number(Boolean(a.registeredBy)),
  );
  const rows = ranked.map((server) => [
    code(server.name),
    `${server.client}, ${server.scope}`,
    [code([server.command ?? server.url ?? '', ...server.args].join(' ')), code(localFileWords(server), 300)]
      .filter(Boolean)
      .join('; '),
    registered(server),
    server.findings.join('; '),
    reference(server.evidence),
  ]);
  return [
    heading(2, 'MCP servers'),
    table(['Server', 'Client, scope', 'Runs', 'Registered by', 'Findings', 'Reference'], rows),
  ];
}

function registered({ registeredBy }: CaseReport['mcpServers'][number]): string {
  if (!registeredBy) return 'no recorded call';
  const { at, permissionMode, toolCallId } = registeredBy;
  return `**a session, ${at ?? 'time unknown'}, mode ${permissionMode}** (${code(toolCallId)})`;
}
