import type { ConfigurationPlace } from './configuration-place.ts';
import { locateFiles } from './locate-files.ts';
import type { McpClient } from './mcp-client.ts';
import { mcpClients } from './mcp-clients.ts';
import type { ProjectFolder } from './project-folders.ts';
import type { Evidence } from './read-text.ts';

/** A file that exists and in which a client looks for MCP servers. */
export interface ServerFile {
  readonly client: McpClient;
  readonly place: ConfigurationPlace;
  /** Absolute, on this machine. */
  readonly path: string;
  /** Folder of the project that it belongs to, as the evidence writes it. */
  readonly project?: string;
}

/**
 * Every such file of a home, of the machine where its image is at hand, and of the given projects.
 * A file that several places name for one client comes once, under the first of them.
 */
export function locateServerFiles(
  evidence: Evidence,
  projects: readonly ProjectFolder[],
): readonly ServerFile[] {
  const found = new Map<string, ServerFile>();
  const add = (file: ServerFile) => {
    const key = `${file.client.name}\n${file.path}`;
    if (!found.has(key)) found.set(key, file);
  };
  for (const client of mcpClients) {
    for (const place of client.places) {
      for (const file of locateFiles(place, { evidence, projects })) add({ client, place, ...file });
    }
  }
  return [...found.values()];
}
