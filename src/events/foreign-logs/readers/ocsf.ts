import { type Fields, millisecondsAt, present, textAt, variablesAt } from '../fields.ts';
import { objectReader, type ReadEvent } from '../log-reader.ts';

/** Open Cybersecurity Schema Framework: process, file, network and API activity. */
export const ocsf = objectReader({
  name: 'OCSF',
  source: 'https://schema.ocsf.io',
  claims: (value) => typeof value['class_uid'] === 'number' && 'time' in value,
  read(value) {
    const atMs = millisecondsAt(value, ['time']);
    const event = classes[textAt(value, ['class_uid']) ?? '']?.(value, Number(value['activity_id'] ?? 0));
    if (!event || atMs === undefined) return [];
    const failed = value['status_id'] === 2;
    const host = textAt(value, ['device.hostname', 'device.name']);
    return [{ atMs, ...present({ host }), ...(failed && { failed: true as const }), ...event }];
  },
});

type Reads = (value: Fields, activity: number) => Omit<ReadEvent, 'atMs' | 'host'> | undefined;

const connection: Reads = (value) => {
  const remote = textAt(value, [
    'dst_endpoint.hostname',
    'dst_endpoint.domain',
    'http_request.url.hostname',
    'dst_endpoint.ip',
  ]);
  const port = textAt(value, ['dst_endpoint.port']);
  if (remote === undefined) return undefined;
  const target = port === undefined ? remote : `${remote}:${port}`;
  return { kind: 'network', action: 'connect', actor: processOf(value, 'actor.process'), remote, target };
};

const fileActions = [undefined, 'create', 'read', 'write', 'delete', 'rename'] as const;

/** By class. https://schema.ocsf.io/1.8.0/classes */
const classes: Readonly<Record<string, Reads | undefined>> = {
  '1001': (value, activity) => {
    const action = fileActions[activity];
    const target = textAt(value, ['file.path', 'file.name']);
    return (
      action && { kind: 'file', action, actor: processOf(value, 'actor.process'), ...present({ target }) }
    );
  },
  '1007': (value, activity) => {
    if (activity !== 1 && activity !== 2) return undefined;
    const user = textAt(value, ['actor.user.name', 'process.user.name']);
    const parent = textAt(value, ['process.parent_process.pid', 'actor.process.pid']);
    const parentCommandLine = textAt(value, ['process.parent_process.cmd_line', 'actor.process.cmd_line']);
    const actor = present({ ...processOf(value, 'process'), parent, parentCommandLine, user });
    return { kind: 'process', action: activity === 1 ? 'start' : 'end', actor };
  },
  '4001': (value, activity) => (activity === 2 || activity === 3 ? undefined : connection(value, activity)),
  '4002': connection,
  '4003': (value) => {
    const remote = textAt(value, ['query.hostname']);
    const actor = processOf(value, 'actor.process');
    return remote === undefined
      ? undefined
      : { kind: 'network', action: 'resolve', actor, remote, target: remote };
  },
  '6003': (value) => {
    const name = textAt(value, ['actor.user.name', 'actor.user.uid', 'actor.user.uid_alt']);
    const operation = textAt(value, ['api.operation']) ?? '';
    return {
      kind: 'cloud',
      action: 'call',
      actor: present({ user: name }),
      target: [textAt(value, ['api.service.name']), operation].filter(Boolean).join(': '),
      caller: present({
        name,
        key: textAt(value, ['actor.user.credential_uid', 'actor.session.credential_uid']),
        address: textAt(value, ['src_endpoint.ip']),
        program: textAt(value, ['http_request.user_agent']),
        requestId: textAt(value, ['api.request.uid']),
        isRead: value['activity_id'] === 2 ? (true as const) : undefined,
      }),
    };
  },
};

function processOf(value: Fields, at: string) {
  return present({
    process: textAt(value, [`${at}.pid`, `${at}.uid`]),
    executable: textAt(value, [`${at}.file.path`]),
    commandLine: textAt(value, [`${at}.cmd_line`]),
    cwd: textAt(value, [`${at}.working_directory`]),
    environment: variablesAt(value, `${at}.environment_variables`),
  });
}
