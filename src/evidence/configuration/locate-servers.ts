import { isAbsolute } from 'node:path';
import { hostPath } from '../home.ts';
import type { ConfigurationPlace } from './configuration-place.ts';
import { expandPath } from './expand-path.ts';
import { type McpClient, mcpClients } from './mcp-clients.ts';
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
      for (const { folder, pattern, project } of basesOf(place, { evidence, projects })) {
        const paths = expandPath(folder, pattern);
        for (const path of paths) add({ client, place, path, ...(project !== undefined && { project }) });
      }
    }
  }
  return [...found.values()];
}

interface Base {
  readonly folder: string;
  readonly pattern: string;
  readonly project?: string;
}

function basesOf(
  { base, path: pattern }: ConfigurationPlace,
  { evidence, projects }: { readonly evidence: Evidence; readonly projects: readonly ProjectFolder[] },
): readonly Base[] {
  const { home, isLive } = evidence;
  if (base === 'home') return [{ folder: home.directory, pattern }];
  if (base === 'project') {
    return projects.map(({ path, recorded }) => ({ folder: path, pattern, project: recorded }));
  }
  const isReachable = home.root !== undefined || (isLive && isAbsolute(pattern));
  return isReachable ? [{ folder: hostPath(home, pattern), pattern: '' }] : [];
}
