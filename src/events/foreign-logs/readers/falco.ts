import { objectOf } from '../../../json-object.ts';
import { type Fields, millisecondsAt, present, textAt, variablesAt } from '../fields.ts';
import { objectReader, type ReadEvent } from '../log-reader.ts';

/** Alerts of Falco as JSON: what a rule found, not what ran. */
export const falco = objectReader({
  name: 'Falco',
  source: 'https://falco.org/docs/concepts/outputs/formatting/',
  isSelective: true,
  claims: (value) => objectOf(value['output_fields']) !== undefined && 'rule' in value && 'priority' in value,
  read(value) {
    const fields = objectOf(value['output_fields']) ?? {};
    const atMs = millisecondsAt(value, ['time']) ?? millisecondsAt(fields, ['evt.time', 'evt.rawtime']);
    const event = eventOf(fields);
    if (!event || atMs === undefined) return [];
    const host = textAt(value, ['hostname']) ?? textAt(fields, ['evt.hostname']);
    const failed = fields['evt.failed'] === true;
    return [{ atMs, ...present({ host }), ...(failed && { failed: true as const }), ...event }];
  },
});

function eventOf(fields: Fields): Omit<ReadEvent, 'atMs' | 'host'> | undefined {
  const type = textAt(fields, ['evt.type']) ?? '';
  const name = textAt(fields, ['fd.name', 'fs.path.name']);
  const actor = actorOf(fields);
  if (/^(?:connect|sendto|sendmsg)$/.test(type) || name?.includes('->')) {
    const [, host, port] = /->\[?([^\]]+?)\]?:(\d+)$/.exec(name ?? '') ?? [];
    const remote = textAt(fields, ['fd.sip.name', 'fd.sip']) ?? host;
    const target =
      remote === undefined
        ? undefined
        : [remote, textAt(fields, ['fd.sport']) ?? port].filter(Boolean).join(':');
    return { kind: 'network', action: 'connect', actor, ...present({ remote, target }) };
  }
  const action = fileActions.find(([pattern]) => pattern.test(type))?.[1];
  if (action && name !== undefined) return { kind: 'file', action, actor, target: name };
  return actor.commandLine === undefined ? undefined : { kind: 'process', action: 'start', actor };
}

const fileActions = [
  [/^(?:unlink|unlinkat|rmdir)$/, 'delete'],
  [/^rename/, 'rename'],
  [/^(?:open|openat|openat2|creat)$/, 'read'],
] as const;

function actorOf(fields: Fields) {
  return present({
    process: textAt(fields, ['proc.pid']),
    parent: textAt(fields, ['proc.ppid']),
    user: textAt(fields, ['user.name', 'user.loginname']),
    executable: textAt(fields, ['proc.exepath', 'proc.exe', 'proc.name']),
    commandLine: textAt(fields, ['proc.cmdline']),
    parentCommandLine: textAt(fields, ['proc.pcmdline']),
    cwd: textAt(fields, ['proc.cwd']),
    environment: variablesAt(fields, 'proc.env'),
  });
}
