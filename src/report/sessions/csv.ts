import type { ToolCallRow } from '../../transcripts/session-inventory.ts';
import { csvLine } from '../csv.ts';

const columns: Readonly<Record<string, (row: ToolCallRow) => string | undefined>> = {
  id: ({ id }) => id,
  sessionId: ({ sessionId }) => sessionId,
  agentId: ({ agentId }) => agentId,
  project: ({ project }) => project,
  cwd: ({ cwd }) => cwd,
  tool: ({ tool }) => tool,
  argument: ({ argument }) => argument,
  startedAt: ({ startedAt }) => startedAt,
  endedAt: ({ endedAt }) => endedAt,
  permissionMode: ({ permissionMode }) => permissionMode,
  permissionModeSource: ({ permissionModeSource }) => permissionModeSource,
  outcome: ({ outcome }) => outcome,
  effects: ({ effects }) => effects.map(({ action, target }) => `${action} ${target}`).join('; '),
  version: ({ version }) => version,
  path: ({ evidence }) => evidence.path,
  line: ({ evidence }) => evidence.line?.toString(),
};

/** One tool call a line, under a header. */
export async function* toolCallsCsv(rows: AsyncIterable<ToolCallRow>): AsyncIterable<string> {
  yield csvLine(Object.keys(columns));
  for await (const row of rows) yield csvLine(Object.values(columns).map((column) => column(row) ?? ''));
}
