import type { McpInventory } from '../assess/mcp-inventory.ts';
import { isAccepted } from '../evidence/case-file/acceptance.ts';
import { analystAnswers } from '../investigation/case/analyst-answers.ts';
import { examineServers } from '../investigation/configuration/configuration-findings.ts';
import { mcpServers } from '../investigation/configuration/mcp-servers.ts';
import { observeCalls } from '../investigation/configuration/observe-calls.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import { watchConfiguration } from '../investigation/configuration/traced-configuration.ts';
import { highestLevel } from '../level.ts';
import type { McpServer } from '../mcp/mcp-server.ts';
import type { Command } from './command.ts';

/** Step 5 of the runbook: which MCP servers start with every session, and who put them there. */
export const run: Command<'repo' | 'queries' | 'allowHost', McpInventory, McpServer> = async (invocation) => {
  const { evidence, gaps } = openEvidence(invocation);
  const { home } = evidence;
  const configuration = watchConfiguration(evidence);
  const account = await observeCalls(home, [configuration]);
  const traced = configuration.result();
  const { items: servers, findings } = await examineServers(mcpServers(traced, invocation.options.repo), {
    ...invocation.options,
    home: home.recordedPath,
    answers: analystAnswers(invocation),
  });
  const level = highestLevel(
    findings.filter(({ accepted }) => !isAccepted(accepted)).map((finding) => finding.level),
  );
  const status = { level, gaps: [...gaps, ...account.gaps] };
  if (invocation.shape === 'stream') return { shape: 'stream', rows: rowsOf(servers), status: () => status };
  const document = {
    schemaVersion: 1 as const,
    home: home.recordedPath,
    servers,
    findings,
    gaps: status.gaps,
  } as const;
  return { shape: 'document', document, status };
};

async function* rowsOf(servers: readonly McpServer[]): AsyncIterable<McpServer> {
  yield* servers;
}
