import { run } from '../commands/mcp.ts';
import { findingRow } from '../fleet/rows/finding-row.ts';
import { serverRow } from '../fleet/rows/server-row.ts';
import { documentOf } from './document-of.ts';
import { gapRows, type RowSource } from './row-source.ts';

/** Every configured MCP server. */
export const mcpRows: RowSource<'repo' | 'queries' | 'allowHost'> = async function* (invocation) {
  const { document, status } = await documentOf(run, invocation);
  for (const server of document.servers) yield serverRow(server, document.home);
  for (const finding of document.findings) yield findingRow(finding);
  yield* gapRows(status.gaps);
  return { status, snapshots: ['servers', 'gaps'], facts: {} };
};
