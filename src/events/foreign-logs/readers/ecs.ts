import type { JsonObject } from '../../../json-object.ts';
import { type Fields, millisecondsAt, present, textAt, textsAt, variablesAt } from '../fields.ts';
import { objectReader, type ReadEvent } from '../log-reader.ts';

/** Elastic Common Schema, as Elastic Defend, Auditbeat and others write it. */
export const ecs = objectReader({
  name: 'ECS',
  source: 'https://www.elastic.co/docs/reference/ecs',
  claims: (value) =>
    hasTime(value) && (has(value, 'event.category') || has(value, 'event.action')) && isOfEndpoint(value),
  read(value) {
    const fields = sourceOf(value);
    const atMs = millisecondsAt(fields, ['@timestamp', 'event.created']);
    const categories = textsAt(fields, 'event.category');
    const words = [...textsAt(fields, 'event.type'), ...textsAt(fields, 'event.action')].join(' ');
    const read = kinds.find(([category]) => categories.includes(category))?.[1];
    const event = (read ?? byAction(fields))?.(fields, words);
    if (!event || atMs === undefined) return [];
    const failed = textAt(fields, ['event.outcome']) === 'failure';
    const host = textAt(fields, ['host.hostname', 'host.name']);
    return [{ atMs, ...present({ host }), ...(failed && { failed: true as const }), ...event }];
  },
});

/** An answer of a search has the event inside. */
function sourceOf(value: JsonObject): Fields {
  const inner = value['_source'];
  return typeof inner === 'object' && inner !== null ? { ...inner } : value;
}

function hasTime(value: JsonObject): boolean {
  return has(value, '@timestamp');
}

function has(value: JsonObject, name: string): boolean {
  const fields = sourceOf(value);
  return textAt(fields, [name]) !== undefined || textsAt(fields, name).length > 0;
}

function isOfEndpoint(value: JsonObject): boolean {
  const fields = sourceOf(value);
  return ['process', 'file', 'destination', 'dns', 'network', 'url'].some(
    (name) => name in fields || Object.keys(fields).some((key) => key.startsWith(`${name}.`)),
  );
}

type Reads = (fields: Fields, words: string) => Omit<ReadEvent, 'atMs' | 'host'> | undefined;

const process: Reads = (fields, words) => {
  if (/\b(?:end|exit|process_stopped|terminated)\b/.test(words))
    return { kind: 'process', action: 'end', actor: actorOf(fields) };
  if (
    /\b(?:change|fork|info|access)\b/.test(words) &&
    !/\b(?:start|exec|executed|process_started)\b/.test(words)
  )
    return undefined;
  const commandLine = textAt(fields, ['process.command_line']) ?? textsAt(fields, 'process.args').join(' ');
  return commandLine === ''
    ? undefined
    : { kind: 'process', action: 'start', actor: { ...actorOf(fields), commandLine } };
};

const network: Reads = (fields, words) => {
  const name = textAt(fields, [
    'destination.domain',
    'dns.question.name',
    'url.domain',
    'server.domain',
    'tls.client.server_name',
  ]);
  const remote = name ?? textAt(fields, ['destination.ip', 'destination.address', 'server.ip']);
  if (remote === undefined || /\b(?:end|disconnect|connection_closed)\b/.test(words)) return undefined;
  const port = textAt(fields, ['destination.port', 'server.port']);
  const isInbound = /^(?:inbound|ingress)$/.test(textAt(fields, ['network.direction']) ?? '');
  const isQuestion =
    textAt(fields, ['destination.port', 'destination.ip', 'destination.domain']) === undefined;
  const action = isInbound ? 'listen' : isQuestion ? 'resolve' : 'connect';
  const target = port === undefined ? remote : `${remote}:${port}`;
  return { kind: 'network', action, actor: actorOf(fields), remote, target };
};

const file: Reads = (fields, words) => {
  const target = textAt(fields, ['file.path']);
  const action = fileActions.find(([pattern]) => pattern.test(words))?.[1];
  return target === undefined || !action
    ? undefined
    : { kind: 'file', action, actor: actorOf(fields), target };
};

const fileActions = [
  [/\b(?:deletion|deleted?|unlinked)\b/, 'delete'],
  [/\b(?:rename[d]?|moved)\b/, 'rename'],
  [/\b(?:creation|created?)\b/, 'create'],
  [/\b(?:change|modification|modified|updated|overwrite|attributes_modified|wrote-to-file)\b/, 'write'],
  [/\b(?:access|open|opened-file)\b/, 'read'],
] as const;

/** By category, the first that an event has. */
const kinds: readonly (readonly [category: string, Reads])[] = [
  ['process', process],
  ['network', network],
  ['web', network],
  ['file', file],
];

function byAction(fields: Fields): Reads | undefined {
  if (textAt(fields, ['event.action']) === 'process_started') return process;
  if (textAt(fields, ['file.path']) !== undefined) return file;
  return textAt(fields, ['destination.ip', 'destination.domain']) === undefined ? undefined : network;
}

function actorOf(fields: Fields) {
  return present({
    process: textAt(fields, ['process.entity_id', 'process.pid']),
    parent: textAt(fields, parentNames(fields)),
    user: textAt(fields, ['user.name', 'process.user.name']),
    executable: textAt(fields, ['process.executable', 'process.name']),
    commandLine: textAt(fields, ['process.command_line']),
    parentCommandLine: textAt(fields, ['process.parent.command_line']),
    cwd: textAt(fields, ['process.working_directory']),
    environment: variablesAt(fields, 'process.env_vars'),
  });
}

/** Both ids of one form, else no parent would be found by its own. */
function parentNames(fields: Fields): readonly string[] {
  return textAt(fields, ['process.entity_id']) !== undefined
    ? ['process.parent.entity_id']
    : ['process.parent.pid', 'process.ppid'];
}
