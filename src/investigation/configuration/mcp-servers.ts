import { join } from 'node:path';
import { locateServerFiles } from '../../evidence/configuration/locate-servers.ts';
import { readServers } from '../../evidence/configuration/read-servers.ts';
import { binaryResolver } from '../../evidence/configuration/resolve-binary.ts';
import { searchPath } from '../../evidence/configuration/search-path.ts';
import { serverLogs } from '../../evidence/configuration/server-logs.ts';
import { statOf } from '../../evidence/configuration/stat-of.ts';
import { readPermissions } from '../../evidence/posture/read-permissions.ts';
import { compareServers, type McpServer } from '../../mcp/mcp-server.ts';
import { tracedName } from '../../mcp/server-words.ts';
import { transcriptServers } from '../../mcp/transcript-servers.ts';
import { commandLineServers } from './command-line-servers.ts';
import { describeServer } from './describe-server.ts';
import type { TracedConfiguration } from './traced-configuration.ts';

/**
 * Every server that a client would start, and every one that the transcripts show, with what is known of it.
 * @param given further project folders, absolute on this machine
 */
export function mcpServers(traced: TracedConfiguration, given: readonly string[]): readonly McpServer[] {
  const { reader } = traced;
  reportMissingState(traced);
  const projects = traced.projects(given);
  const surroundings = {
    traced,
    resolver: binaryResolver(reader.evidence, searchPath(reader.evidence)),
    logs: serverLogs(reader.evidence),
    approvals: { states: traced.states(), settings: readPermissions(reader, projects) },
  };
  const configured = [
    ...locateServerFiles(reader.evidence, projects).flatMap((file) => readServers(file, reader)),
    ...traced.configArguments().flatMap((argument) => commandLineServers(argument, reader)),
  ].map((server) => describeServer(server, surroundings));
  const home = reader.evidence.home.recordedPath;
  const registrar = (name: string) =>
    traced.ledger.originsOf(tracedName(name, home)).find(({ strength }) => strength === 'entry');
  const seen = transcriptServers({ uses: traced.uses, registrar }, configured);
  return [...configured, ...seen].sort(compareServers);
}

/** Without it, servers of the scopes user and local cannot be known. */
function reportMissingState({ reader, hasClaudeCalls }: TracedConfiguration): void {
  const { home, reportGap } = reader.evidence;
  if (!hasClaudeCalls() || statOf(join(home.directory, '.claude.json'))) return;
  const reason =
    'is not among the evidence: servers that the user added are not known, nor are projects and approvals';
  reportGap({ kind: 'missing', reason, evidence: { path: '.claude.json' }, limits: 'configuration' });
}
