import { type JsonObject, objectOf } from '../../../json-object.ts';
import { type Fields, millisecondsAt, present, textAt, textsAt, variablesAt } from '../fields.ts';
import { objectReader, type ReadEvent } from '../log-reader.ts';

/** Events of macOS's Endpoint Security as `eslogger` writes them. */
export const eslogger = objectReader({
  name: 'eslogger',
  source: 'https://developer.apple.com/documentation/endpointsecurity/es_message_t',
  claims: (value) => 'mach_time' in value && objectOf(value['event']) !== undefined && 'process' in value,
  read(value) {
    const atMs = millisecondsAt(value, ['time']);
    const [type, event] = Object.entries(objectOf(value['event']) ?? {})[0] ?? [];
    const read = readers[type ?? '']?.(objectOf(event) ?? {}, actorOf(value, 'process'));
    return read && atMs !== undefined ? [{ atMs, ...read }] : [];
  },
});

type Reads = (event: Fields, actor: ReadEvent['actor']) => Omit<ReadEvent, 'atMs'> | undefined;

const readers: Readonly<Record<string, Reads | undefined>> = {
  exec: (event) => {
    const words = textsAt(event, 'args');
    const actor = present({
      ...actorOf(event, 'target'),
      words,
      commandLine: words.join(' '),
      cwd: textAt(event, ['cwd.path']),
      environment: variablesAt(event, 'env'),
    });
    return { kind: 'process', action: 'start', actor };
  },
  exit: (_, actor) => ({ kind: 'process', action: 'end', actor }),
  create: (event, actor) => file('create', actor, destinationOf(event)),
  write: (event, actor) => file('write', actor, textAt(event, ['target.path'])),
  close: (event, actor) =>
    event['modified'] === true ? file('write', actor, textAt(event, ['target.path'])) : undefined,
  unlink: (event, actor) => file('delete', actor, textAt(event, ['target.path'])),
  rename: (event, actor) => file('rename', actor, textAt(event, ['source.path'])),
  open: (event, actor) => file('read', actor, textAt(event, ['file.path'])),
};

function actorOf(value: JsonObject | Fields, at: string): ReadEvent['actor'] {
  return present({
    process: textAt(value, [`${at}.audit_token.pid`]),
    parent: textAt(value, [`${at}.ppid`]),
    user: textAt(value, [`${at}.audit_token.ruid`]),
    login: textAt(value, [`${at}.session_id`]),
    executable: textAt(value, [`${at}.executable.path`]),
  });
}

function destinationOf(event: Fields): string | undefined {
  const folder = textAt(event, ['destination.new_path.dir.path']);
  const name = textAt(event, ['destination.new_path.filename']);
  return folder === undefined ? textAt(event, ['destination.existing_file.path']) : `${folder}/${name}`;
}

function file(
  action: 'create' | 'write' | 'read' | 'rename' | 'delete',
  actor: ReadEvent['actor'],
  target?: string,
) {
  return { kind: 'file', action, actor, ...present({ target }) } as const;
}
