import type { ResolvedFile } from '../../evidence/configuration/resolve-binary.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import { lookAlikeOf } from '../../mcp/well-known-packages.ts';
import { hostOf, isLocalHost } from '../../shell/hosts.ts';
import { zoneOf } from '../../shell/zone.ts';
import type { PostureItem } from '../posture-item.ts';
import type { WrittenBy } from '../provenance/written-by.ts';
import type { FieldValue, LogEvent } from './log-event.ts';
import { isSanctioned } from './sanctioned-hosts.ts';

/** What a run knows besides the configuration. */
export interface ConfigurationEventSettings {
  /** The home, as the evidence writes it. */
  readonly home: string;
  /** Hosts and domains that the organisation sanctions; empty where it names none. */
  readonly sanctioned: readonly string[];
  /** Other servers of the same name, as `client, scope, path`. */
  readonly shadowed?: readonly string[];
}

type Fields = Record<string, FieldValue | undefined>;

/** Characters that a reader does not see and a model does, and words that speak to a model. */
const hidden = /[\u0000-\u0008\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;
const commanding =
  /<important>|ignore (?:all |any )?(?:previous|prior|above)|do not (?:tell|mention|inform|show)|you must (?:first|always|never)|before (?:using|calling) (?:this|any) tool|system prompt|without (?:telling|asking) the user/i;

/** One MCP server as an event of Sigma's category `configuration`. */
export function serverEvent(server: McpServer, settings: ConfigurationEventSettings): LogEvent {
  const { command, args, url, registeredBy, binary, script } = server;
  const line = [command, ...args].filter((word) => word !== undefined).join(' ');
  const fields: Fields = {
    kind: 'mcp_server',
    ...common(server),
    client: server.client,
    command: line === '' ? undefined : line,
    transport: server.transport,
    enabled: server.enabled,
    ...endpoint(server, settings),
    ...packageFields(server),
    ...fileFields('binary', binary, settings),
    ...fileFields('script', script, settings),
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
  return event(fields, {
    subject: `${server.name}: ${line === '' ? (url ?? '') : line}`,
    ...server,
    writtenBy: registeredBy,
  });
}

/** One thing that acts later or weakens a guard, as an event of Sigma's category `configuration`. */
export function postureEvent(item: PostureItem): LogEvent {
  const { kind, name, command, meaning, runs, writtenBy } = item;
  const fields: Fields = {
    kind: kind.replaceAll('-', '_'),
    ...common(item),
    name,
    command,
    meaning,
    runs,
    ...textFields(command ?? ''),
    ...originFields(writtenBy),
  };
  return event(fields, { subject: command === undefined ? name : `${name}: ${command}`, ...item });
}

function common({
  name,
  scope,
  path,
  project,
}: Pick<McpServer, 'name' | 'scope' | 'path' | 'project'>): Fields {
  return { name, scope, path, project };
}

function endpoint({ url, args, transport }: McpServer, { sanctioned }: ConfigurationEventSettings): Fields {
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

function packageFields({ package: fetched }: McpServer): Fields {
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
  { home }: ConfigurationEventSettings,
): Fields {
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

function textFields(text: string): Fields {
  return { hidden_characters: hidden.test(text), speaks_to_model: commanding.test(text) };
}

function originFields(writtenBy: WrittenBy | undefined): Fields {
  return {
    written_by_session: writtenBy !== undefined && writtenBy.strength !== 'file',
    changed_by_session: writtenBy !== undefined,
    permission_mode: writtenBy?.permissionMode,
  };
}

interface Source extends Pick<LogEvent, 'subject' | 'evidence'> {
  readonly writtenBy?: WrittenBy | undefined;
}

function event(fields: Fields, { subject, evidence, writtenBy }: Source): LogEvent {
  const known = Object.entries(fields).filter((entry): entry is [string, FieldValue] => isSaid(entry[1]));
  return {
    logsource: { products: ['ai_agent'], category: 'configuration' },
    fields: Object.fromEntries(known),
    subject,
    evidence,
    ...(writtenBy && { call: callOf(writtenBy) }),
  };
}

/** An empty list says nothing: for Sigma such a field is absent. */
function isSaid(value: FieldValue | undefined): value is FieldValue {
  return value !== undefined && !(typeof value === 'object' && value.length === 0);
}

function callOf({ toolCallId, at, strength: _strength, ...call }: WrittenBy): NonNullable<LogEvent['call']> {
  return { ...call, id: toolCallId, ...(at !== undefined && { startedAt: at }) };
}
