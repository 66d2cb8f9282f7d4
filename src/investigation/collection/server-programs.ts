import { posix } from 'node:path';
import type { NamedFile } from '../../evidence/collection/list-sources.ts';
import { folderAt } from '../../evidence/collection/named-places.ts';
import type { Source } from '../../evidence/collection/source.ts';
import type { ResolvedFile } from '../../evidence/configuration/resolve-binary.ts';
import { hostPath } from '../../evidence/home.ts';
import { mcpServers } from '../configuration/mcp-servers.ts';
import type { TracedConfiguration } from '../configuration/traced-configuration.ts';

/** Larger programs, and those that came with the system, are known by their digest. */
const copiedBytesAtMost = 4 * 1024 * 1024;
const systemFolders =
  /^(?:\/usr\/(?!local\/)|\/s?bin\/|\/lib\d*\/|\/System\/|\/nix\/store\/|[a-z]:[\\/]Windows[\\/])/i;

/** The programs and scripts that configured servers run. */
export function serverPrograms(
  traced: TracedConfiguration,
  given: readonly string[],
): { readonly copied: readonly NamedFile[]; readonly recorded: readonly Source[] } {
  const { evidence } = traced.reader;
  const found = new Map<string, { readonly program: ResolvedFile; readonly wasDropped: boolean }>();
  for (const { binary, script, droppedBy } of mcpServers(traced, given)) {
    for (const program of [binary, script]) {
      if (program?.facts) found.set(program.path, { program, wasDropped: droppedBy !== undefined });
    }
  }
  const copied: NamedFile[] = [];
  const recorded = folderAt(evidence, '/usr/bin');
  for (const { program, wasDropped } of found.values()) {
    recorded.push(...folderAt(evidence, posix.dirname(program.path)));
    if (wasDropped || !isForeign(program)) {
      copied.push({ file: hostPath(evidence.home, program.path), area: 'programs' });
    } else recorded.push(...recordOf(program));
  }
  return { copied, recorded };
}

function isForeign({ path, facts }: ResolvedFile): boolean {
  return systemFolders.test(path) || (facts?.sizeBytes ?? 0) > copiedBytesAtMost;
}

function recordOf({ path, facts }: ResolvedFile): Source[] {
  if (!facts) return [];
  const leftBehind = 'a program of the system, or a large one: known by its digest';
  return [{ file: path, recordedPath: path, area: 'programs', leftBehind, ...facts }];
}
