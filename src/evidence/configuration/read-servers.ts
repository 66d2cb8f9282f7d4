import type { ServerMap } from '../../agents/agent.ts';
import type { EvidenceReference } from '../artifact.ts';
import { recordedPathOf } from '../home.ts';
import { type ConfigEntry, type ConfigValue, entriesOf, itemsOf, member, textOf } from './config-value.ts';
import type { ConfigurationReader } from './configuration-reader.ts';
import type { ServerFile } from './locate-servers.ts';
import { type ServerFields, serverFields } from './server-fields.ts';

/** One MCP server as one file configures it. */
export interface ConfiguredServer extends ServerFields {
  readonly client: string;
  readonly scope: string;
  readonly name: string;
  /** Folder of the project that it is for, as the evidence writes it. */
  readonly project?: string;
  readonly path: string;
  /** The same file, absolute, as the evidence writes it. */
  readonly file: string;
  readonly line?: number;
  /** Of the file; ISO 8601 UTC. */
  readonly modifiedAt: string;
  readonly evidence: EvidenceReference;
}

const serversAtMost = 5000;

/** The servers of one file. What cannot be read or parsed is a gap. */
export function readServers(file: ServerFile, reader: ConfigurationReader): readonly ConfiguredServer[] {
  const configuration = reader.read(file.path, file.place.format);
  if (!configuration) return [];
  const { path, root, modifiedAt } = configuration;
  const found = file.place.servers.flatMap((map) => entriesUnder(root, map));
  if (found.length > serversAtMost) {
    reader.evidence.reportGap({
      kind: 'truncated',
      reason: `configures ${found.length} servers; the first ${serversAtMost} are listed`,
      evidence: { path },
    });
  }
  return found.slice(0, serversAtMost).map(({ entry, scope, captured }) => {
    const project = captured ?? file.project;
    return serverOf(entry, {
      client: file.client.name,
      scope,
      ...(project !== undefined && { project }),
      path,
      file: recordedPathOf(reader.evidence.home, file.path),
      modifiedAt,
    });
  });
}

/** What an entry does not say about itself. */
export type ServerContext = Pick<
  ConfiguredServer,
  'client' | 'scope' | 'project' | 'path' | 'file' | 'modifiedAt' | 'line'
>;

/** The servers of a map that stands in no file of the registry. */
export function serversUnder(
  map: ConfigValue | undefined,
  context: ServerContext,
): readonly ConfiguredServer[] {
  return serverEntries(map)
    .filter(({ value }) => value.kind === 'object')
    .slice(0, serversAtMost)
    .map((entry) => serverOf(entry, context));
}

function serverOf(entry: ConfigEntry, context: ServerContext): ConfiguredServer {
  const line = context.line ?? entry.line ?? entry.value.line;
  const at = { path: context.path, ...(line !== undefined && { line }) };
  return {
    ...context,
    name: entry.key.slice(0, namesAtMost),
    ...serverFields(entry.value),
    ...at,
    evidence: at,
  };
}

const namesAtMost = 500;

interface Found {
  readonly entry: ConfigEntry;
  readonly scope: string;
  /** The key that stood for `*`: a project's folder. */
  readonly captured?: string;
}

function entriesUnder(root: ConfigValue | undefined, { keys, scope, single }: ServerMap): readonly Found[] {
  const isWholeFile = keys.length === 0;
  return descend(root, keys).flatMap(({ value, captured }) =>
    (single ? nameless(value, textOf(member(root, 'name'))) : serverEntries(value))
      .filter((entry) => entry.value.kind === 'object' && (!isWholeFile || looksLikeServer(entry.value)))
      .map((entry) => ({ entry, scope, ...(captured !== undefined && { captured }) })),
  );
}

interface Descent {
  readonly value: ConfigValue | undefined;
  readonly captured?: string;
}

function descend(root: ConfigValue | undefined, keys: readonly string[]): readonly Descent[] {
  return keys.reduce<readonly Descent[]>(
    (places, key) =>
      places.flatMap(({ value, captured }) =>
        key === '*'
          ? entriesOf(value).map((entry) => ({ value: entry.value, captured: entry.key }))
          : [{ value: member(value, key), ...(captured !== undefined && { captured }) }],
      ),
    [{ value: root }],
  );
}

function nameless(value: ConfigValue | undefined, name = 'unnamed'): readonly ConfigEntry[] {
  return value ? [{ key: name, value }] : [];
}

/** Servers are a map by name, or a list of objects that have one. */
function serverEntries(value: ConfigValue | undefined): readonly ConfigEntry[] {
  if (value?.kind === 'array') {
    return itemsOf(value).map((item, index) => ({
      key: textOf(member(item, 'name')) ?? `server ${index + 1}`,
      ...(item.line !== undefined && { line: item.line }),
      value: item,
    }));
  }
  return entriesOf(value);
}

function looksLikeServer(value: ConfigValue): boolean {
  return ['command', 'url', 'serverUrl', 'httpUrl'].some((key) => member(value, key) !== undefined);
}
