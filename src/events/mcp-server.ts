import type { ConfiguredServer } from '../evidence/configuration/read-servers.ts';
import type { PermissionMode } from './tool-call.ts';

/** The call that wrote an entry, as far as the transcripts tell. */
export interface WrittenBy {
  readonly toolCallId: string;
  readonly sessionId: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  readonly permissionMode: PermissionMode;
}

/** One configured MCP server of one client. Values of environment variables and headers never leave the reader. */
export interface McpServer extends ConfiguredServer {
  readonly envNames: readonly string[];
  /** Which call wrote it, where the transcripts say so. */
  readonly registeredBy?: WrittenBy;
  /** Ids of the queries that match, worst first. */
  readonly findings: readonly string[];
}

/** Total order: by client, scope, path, line, name. */
export function compareServers(a: McpServer, b: McpServer): number {
  return (
    order(a.client, b.client) ||
    order(a.path, b.path) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    order(a.name, b.name)
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
