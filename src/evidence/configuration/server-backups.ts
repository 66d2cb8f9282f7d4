import { join } from 'node:path';
import { ownAgentFolder } from './agent-folders.ts';
import { member } from './config-value.ts';
import type { ConfigurationReader } from './configuration-reader.ts';
import { expandPath } from './expand-path.ts';
import type { ConfiguredServer } from './read-servers.ts';

/** Between which two copies of a configuration an entry appeared. */
export interface Appearance {
  /** ISO 8601 UTC of the last copy without it; absent where every copy has it. */
  readonly after?: string;
  /** ISO 8601 UTC of the first copy with it; absent where no copy has it yet. */
  readonly before?: string;
}

/**
 * When an entry of `~/.claude.json` appeared, told by the copies that Claude Code keeps: the five newest, named by
 * their time in milliseconds. https://code.claude.com/docs/en/claude-directory
 */
export function appearanceOf(server: ConfiguredServer, reader: ConfigurationReader): Appearance | undefined {
  if (server.path !== '.claude.json') return undefined;
  const copies = backups(reader).map(({ path, at }) => ({ at, has: holds(path, { server, reader }) }));
  const first = copies.findIndex(({ has }) => has);
  const before = first === -1 ? undefined : copies[first];
  const after = first === -1 ? copies.at(-1) : copies[first - 1];
  if (!before && !after) return undefined;
  return { ...(after && { after: after.at }), ...(before && { before: before.at }) };
}

function backups({
  evidence,
}: ConfigurationReader): readonly { readonly path: string; readonly at: string }[] {
  const folder = join(ownAgentFolder(evidence.home), 'backups');
  return [
    ...expandPath(folder, '.claude.json.backup.*', evidence.home),
    ...expandPath(evidence.home.directory, '.claude.json.backup.*', evidence.home),
  ]
    .flatMap((path) => {
      const time = Number(/\.(\d{12,14})$/.exec(path)?.[1] ?? Number.NaN);
      return Number.isNaN(time) ? [] : [{ path, at: new Date(time).toISOString() }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

function holds(
  path: string,
  { server, reader }: { readonly server: ConfiguredServer; readonly reader: ConfigurationReader },
): boolean {
  const root = reader.read(path, 'json')?.root;
  const project = server.scope === 'local' ? member(member(root, 'projects'), server.project ?? '') : root;
  return member(member(project, 'mcpServers'), server.name) !== undefined;
}
