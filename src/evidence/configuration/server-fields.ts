import { type ConfigValue, entriesOf, flagOf, itemsOf, member, textOf, textsOf } from './config-value.ts';
import { maskArguments, maskUrl } from './mask-secrets.ts';
import { isSecretShape, shapeOf, type ValueShape } from './value-shape.ts';

/** What an MCP server's entry says, the clients' spellings made one. */
export interface ServerFields {
  /** `stdio`, `http`, `sse`, `ws`, `builtin`, or `unknown` where the entry names neither a command nor an address. */
  readonly transport: string;
  readonly command?: string;
  /** Secrets in them are masked. */
  readonly args: readonly string[];
  /** Secrets in it are masked. */
  readonly url?: string;
  /** Working folder of the command. */
  readonly cwd?: string;
  readonly environment: readonly ValueShape[];
  readonly headers: readonly ValueShape[];
  /** A command that prints headers; it runs whenever the client connects. */
  readonly headersHelper?: string;
  /** Tools that run without being asked for, as the entry itself says; `*` for all. */
  readonly autoApproved: readonly string[];
  readonly enabled: boolean;
  readonly description?: string;
  /** Secrets written out anywhere in the entry, by the name of their place. */
  readonly inlineSecrets: readonly ValueShape[];
}

/**
 * Reads one entry. `command` may be a word, a list, or an object with `path` and `args`; addresses are called `url`,
 * `serverUrl`, `httpUrl` or `uri`.
 */
export function serverFields(entry: ConfigValue): ServerFields {
  const nested = member(entry, 'transport');
  const from = (...keys: readonly string[]) => member(entry, ...keys) ?? member(nested, ...keys);
  const [command, ...words] = commandWords(from('command', 'cmd'));
  const args = maskArguments(
    [...words, ...textsOf(from('args', 'arguments'))].slice(0, wordsAtMost).map(cut),
  );
  const address = bounded(from('url', 'serverUrl', 'httpUrl', 'uri', 'endpoint'));
  const url = address === undefined ? undefined : maskUrl(address);
  const environment = shapes(from('env', 'environment', 'envs') ?? member(from('command'), 'env'));
  const headers = shapes(from('headers', 'requestInit', 'http_headers'));
  const named = [...environment, ...headers].filter(isSecretShape);
  return {
    transport: transportOf(textOf(from('type', 'transport')), { command, address }),
    ...optional('command', command && cut(command)),
    args: args.value,
    ...(url && { url: url.value }),
    ...optional('cwd', bounded(from('cwd', 'workingDirectory'))),
    environment,
    headers,
    ...optional('headersHelper', bounded(from('headersHelper'))),
    autoApproved: approvals(entry),
    enabled: flagOf(from('enabled')) ?? !(flagOf(from('disabled')) ?? false),
    ...optional('description', bounded(from('description'))),
    inlineSecrets: [...named, ...args.secrets, ...(url?.secrets ?? [])],
  };
}

const wordsAtMost = 500;
const charactersAtMost = 4096;

/** Patterns meet every text, so none of them may be endless. */
function cut(text: string): string {
  return text.slice(0, charactersAtMost);
}

function bounded(value: ConfigValue | undefined): string | undefined {
  return textOf(value)?.slice(0, charactersAtMost);
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, string>);
}

function commandWords(value: ConfigValue | undefined): readonly string[] {
  if (value?.kind !== 'object') return textsOf(value);
  const path = textOf(member(value, 'path', 'command'));
  return path === undefined ? [] : [path, ...textsOf(member(value, 'args'))];
}

function shapes(value: ConfigValue | undefined): readonly ValueShape[] {
  const inner = member(value, 'headers') ?? value;
  const listed = itemsOf(inner).flatMap((item) => pair(item));
  const mapped = entriesOf(inner).map(({ key, value: given }) => shapeOf(key, textOf(given) ?? ''));
  return [...mapped, ...listed];
}

/** `NAME=value`, `Name: value`, `{name, value}` or a bare name. */
function pair(item: ConfigValue): readonly ValueShape[] {
  const name = textOf(member(item, 'name', 'key'));
  if (name !== undefined) return [shapeOf(name, textOf(member(item, 'value')) ?? '')];
  const match = /^([\w.-]{1,100})\s{0,3}[=:]\s{0,3}(.*)$/s.exec(bounded(item) ?? '');
  if (match) return [shapeOf(match[1] ?? '', match[2] ?? '')];
  return textsOf(item).map((word) => ({ name: word, kind: 'reference', length: 0 }));
}

const transports: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    stdio: 'stdio',
    local: 'stdio',
    command: 'stdio',
    http: 'http',
    remote: 'http',
    'streamable-http': 'http',
    streamable_http: 'http',
    streamablehttp: 'http',
    sse: 'sse',
    ws: 'ws',
    websocket: 'ws',
    builtin: 'builtin',
    platform: 'builtin',
    extension: 'builtin',
  }),
);

function transportOf(
  type: string | undefined,
  { command, address }: { readonly command: string | undefined; readonly address: string | undefined },
): string {
  const known = transports.get((type ?? '').toLowerCase());
  if (known !== undefined) return known;
  if (command !== undefined) return 'stdio';
  if (address === undefined) return 'unknown';
  return /^wss?:/i.test(address) ? 'ws' : 'http';
}

function approvals(entry: ConfigValue): readonly string[] {
  if (flagOf(member(entry, 'trust')) === true) return ['*'];
  const given = member(entry, 'autoApprove', 'alwaysAllow', 'autoApproved', 'auto_approve');
  return flagOf(given) === true ? ['*'] : textsOf(given).filter((word) => word !== 'false');
}
