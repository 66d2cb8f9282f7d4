import type { McpServer } from '../mcp-server.ts';

/** The weaker of two scopes gives way. https://code.claude.com/docs/en/mcp#scope-hierarchy-and-precedence */
const precedence = ['managed', 'local', 'project', 'settings', 'user', 'plugin', 'extension'];

/** Servers whose place another one of the same name takes, in the same client and where both count: `client, scope, path`. */
export function shadowedBy(server: McpServer, all: readonly McpServer[]): readonly string[] {
  const own = definition(server);
  return all
    .filter((other) => other !== server && other.client === server.client && other.name === server.name)
    .filter((other) => meet(server, other) && isStronger(server, other) && definition(other) !== own)
    .map(({ client, scope, path }) => `${client}, ${scope}, ${path}`);
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
