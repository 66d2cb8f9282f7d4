import type { Finding } from '../../detect/finding.ts';
import { compareServers, type McpServer } from '../../events/mcp-server.ts';
import { claudeProjects } from '../../evidence/configuration/claude-state.ts';
import { configurationReader } from '../../evidence/configuration/configuration-reader.ts';
import { locateServerFiles } from '../../evidence/configuration/locate-servers.ts';
import { projectFolders } from '../../evidence/configuration/project-folders.ts';
import { type ConfiguredServer, readServers } from '../../evidence/configuration/read-servers.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { Invocation } from '../command.ts';

/** Every configured server with what is known of it. */
export async function collectServers(
  evidence: Evidence,
  { options }: Invocation,
): Promise<{ readonly servers: readonly McpServer[]; readonly findings: readonly Finding[] }> {
  const reader = configurationReader(evidence);
  const recorded = claudeProjects(reader).map(({ folder }) => folder);
  const projects = projectFolders({ recorded, given: options.repo }, evidence);
  const servers = locateServerFiles(evidence, projects)
    .flatMap((file) => readServers(file, reader))
    .map(describe)
    .sort(compareServers);
  return { servers, findings: [] };
}

function describe(server: ConfiguredServer): McpServer {
  return { ...server, envNames: server.environment.map(({ name }) => name), findings: [] };
}
