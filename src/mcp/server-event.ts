import {
  type ConfigurationFields,
  configurationEvent,
  originFields,
  placeFields,
  textFields,
} from '../events/log-events/configuration-event.ts';
import type { LogEvent } from '../events/log-events/log-event.ts';
import { isSanctioned } from '../events/log-events/sanctioned-hosts.ts';
import type { ResolvedFile } from '../evidence/configuration/resolve-binary.ts';
import { hostOf, isLocalHost } from '../shell/hosts.ts';
import { zoneOf } from '../shell/zone.ts';
import type { McpServer } from './mcp-server.ts';
import { lookAlikeOf } from './well-known-packages.ts';

/** What a run knows besides the configuration. */
export interface ServerEventSettings {
  /** The home, as the evidence writes it. */
  readonly home: string;
  /** Hosts and domains that the organisation sanctions; empty where it names none. */
  readonly sanctioned: readonly string[];
  /** Other servers of the same name, as `client, scope, path`. */
  readonly shadowed?: readonly string[];
}

/** One MCP server as an event of Sigma's category `configuration`. */
export function serverEvent(server: McpServer, settings: ServerEventSettings): LogEvent {
  const { command, args, url, registeredBy, binary, script } = server;
  const line = [command, ...args].filter((word) => word !== undefined).join(' ');
  const fields: ConfigurationFields = {
    kind: 'mcp_server',
    ...placeFields(server),
    client: server.client,
    command: line === '' ? undefined : line,
    transport: server.transport,
    enabled: server.enabled,
    ...endpoint(server, settings),
    ...packageFields(server),
    ...fileFields('binary', binary, settings),
    ...fileFields('script', script, settings),
    local_standing: server.localFile?.standing,
    inline_code: server.inlineCode,
    inline_secrets: server.inlineSecrets.map(({ name, kind }) => `${name}: ${kind}`),
    headers_helper: server.headersHelper,
    auto_approved: server.autoApproved,
    unasked: server.unasked,
    approved_blanketly: server.approvedBlanketly,
    calls: server.use?.calls ?? 0,
    changed_since_registration: server.changedSince,
    dropped_by_session: server.droppedBy !== undefined,
    shadowed: settings.shadowed ?? [],
    environment: server.envNames,
    ...textFields([server.name, server.description ?? '', ...args].join('\n')),
    ...originFields(registeredBy),
  };
  return configurationEvent(fields, {
    subject: `${server.name}: ${line === '' ? (url ?? '') : line}`,
    ...server,
    writtenBy: registeredBy,
  });
}

function endpoint(
  { url, args, transport }: McpServer,
  { sanctioned }: ServerEventSettings,
): ConfigurationFields {
  const address = url ?? args.find((word) => /^(?:https?|wss?):\/\//i.test(word));
  if (address === undefined) return {};
  const host = (hostOf(address) ?? '').toLowerCase();
  const isListed = sanctioned.length === 0 ? undefined : isSanctioned(host, sanctioned);
  return {
    url: address,
    scheme: /^([a-z]+):/i.exec(address)?.[1]?.toLowerCase(),
    DestinationHostname: host,
    local_host: isLocalHost(host),
    sanctioned: isListed,
    bridged: transport === 'stdio',
  };
}

function packageFields({ package: fetched }: McpServer): ConfigurationFields {
  if (!fetched) return {};
  const { runner, ecosystem, name, version, pinned } = fetched;
  return {
    package: name,
    package_runner: runner,
    package_ecosystem: ecosystem,
    package_version: version,
    package_pinned: pinned,
    resembles: lookAlikeOf(name),
  };
}

function fileFields(
  prefix: string,
  file: ResolvedFile | undefined,
  { home }: ServerEventSettings,
): ConfigurationFields {
  if (!file) return {};
  const isPath = /[\\/]/.test(file.path);
  return {
    [`${prefix}_path`]: file.path,
    [`${prefix}_presence`]: file.presence,
    [`${prefix}_zone`]: isPath
      ? zoneOf(file.path, { home, cwd: home, repository: file.repository ?? home })
      : undefined,
    [`${prefix}_replaceable`]: file.replaceable,
    [`${prefix}_kind`]: file.facts?.kind,
    [`${prefix}_sha256`]: file.facts?.sha256,
  };
}
