import { compareServers, type McpServer } from '../../events/mcp-server.ts';
import { locateServerFiles } from '../../evidence/configuration/locate-servers.ts';
import { readServers } from '../../evidence/configuration/read-servers.ts';
import { binaryResolver } from '../../evidence/configuration/resolve-binary.ts';
import { searchPath } from '../../evidence/configuration/search-path.ts';
import type { ConfigurationScene } from './configuration-scene.ts';
import { describeServer } from './describe-server.ts';

/**
 * Every configured server with what is known of it.
 * @param given further project folders, absolute on this machine
 */
export function mcpServers(scene: ConfigurationScene, given: readonly string[]): readonly McpServer[] {
  const { evidence } = scene.reader;
  const resolver = binaryResolver(evidence, searchPath(evidence));
  return locateServerFiles(evidence, scene.projects(given))
    .flatMap((file) => readServers(file, scene.reader))
    .map((server) => describeServer(server, { scene, resolver }))
    .sort(compareServers);
}
