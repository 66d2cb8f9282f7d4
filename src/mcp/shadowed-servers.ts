import type { McpServer } from './mcp-server.ts';

/** The weaker of two scopes gives way. https://code.claude.com/docs/en/mcp#scope-hierarchy-and-precedence */
const precedence = ['managed', 'local', 'project', 'settings', 'user', 'plugin', 'extension'];

/**
 * For each server those of the same name whose place it takes, in the same client and where both count, as
 * `client, scope, path`.
 */
export function shadowedServers(servers: readonly McpServer[]): (server: McpServer) => readonly string[] {
  const namesakes = new Map<string, McpServer[]>();
  for (const server of servers) {
    const group = namesakes.get(keyOf(server));
    if (group) group.push(server);
    else namesakes.set(keyOf(server), [server]);
  }
  return (server) => {
    const own = definition(server);
    return (namesakes.get(keyOf(server)) ?? [])
      .filter((other) => other !== server && isStronger(server, other) && meet(server, other))
      .filter((other) => definition(other) !== own)
      .map(({ client, scope, path }) => `${client}, ${scope}, ${path}`)
      .slice(0, shadowedAtMost);
  };
}

const shadowedAtMost = 20;

function keyOf({ client, name }: McpServer): string {
  return `${client}\n${name}`;
}

function meet(a: McpServer, b: McpServer): boolean {
  return a.project === undefined || b.project === undefined || a.project === b.project;
}

function isStronger(a: McpServer, b: McpServer): boolean {
  const difference = rank(a.scope) - rank(b.scope);
  return difference < 0 || (difference === 0 && a.path === b.path && (a.line ?? 0) > (b.line ?? 0));
}

function rank(scope: string): number {
  const found = precedence.indexOf(scope);
  return found === -1 ? precedence.length : found;
}

function definition({ command, args, url }: McpServer): string {
  return JSON.stringify([command, args, url]);
}
