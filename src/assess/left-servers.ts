import type { McpServer } from '../mcp/mcp-server.ts';

/** Servers that a session registered and that start again: what only calls name was taken away since. */
export function leftServers(servers: readonly McpServer[]): readonly McpServer[] {
  return servers.filter(
    ({ registeredBy, scope }) => registeredBy !== undefined && scope !== 'transcript-only',
  );
}
