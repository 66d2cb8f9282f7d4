import type { JsonObject } from '../../../json-object.ts';
import { type Fields, millisecondsAt, present, textAt, valueAt } from '../fields.ts';
import { objectReader, type ReadEvent } from '../log-reader.ts';

/**
 * Sysmon, and process starts of the security log: as XML, as JSON of `evtx` readers, as winlogbeat sends them, or flat.
 * https://learn.microsoft.com/sysinternals/downloads/sysmon#events
 */
export const sysmon = objectReader({
  name: 'Sysmon',
  source: 'https://learn.microsoft.com/sysinternals/downloads/sysmon#events',
  claims: (value) => /sysmon|security-auditing/i.test(providerOf(value) ?? ''),
  read(value) {
    const reads =
      readers[`${/sysmon/i.test(providerOf(value) ?? '') ? 'sysmon' : 'security'} ${idOf(value)}`];
    const data = dataOf(value);
    const atMs = millisecondsAt(data, ['UtcTime']) ?? timeOf(value);
    if (!reads || atMs === undefined) return [];
    const host = textAt(value, hostNames);
    return [{ atMs, ...present({ host }), ...reads(data) }];
  },
});

const hostNames = [
  'Event.System.Computer',
  'winlog.computer_name',
  'host.name',
  'Hostname',
  'Computer',
  'System.Computer',
];

function providerOf(value: JsonObject): string | undefined {
  const names = [
    'Event.System.Provider.Name',
    'Event.System.Provider.#attributes.Name',
    'Event.System.Provider.@Name',
    'Event.System.Channel',
    'winlog.provider_name',
    'winlog.channel',
    'System.Provider.Name',
    'SourceName',
    'Provider',
    'Channel',
  ];
  return textAt(value, names);
}

function idOf(value: JsonObject): string | undefined {
  return textAt(value, [
    'Event.System.EventID',
    'Event.System.EventID.#text',
    'winlog.event_id',
    'System.EventID',
    'EventID',
    'EventId',
    'event.code',
  ]);
}

function timeOf(value: JsonObject): number | undefined {
  return millisecondsAt(value, [
    'Event.System.TimeCreated.SystemTime',
    'Event.System.TimeCreated.#attributes.SystemTime',
    'Event.System.TimeCreated.@SystemTime',
    'System.TimeCreated.SystemTime',
    '@timestamp',
    'EventTime',
    'TimeCreated',
  ]);
}

/** `{name: text}`, or a list of `{@Name, #text}`. */
function dataOf(value: JsonObject): Fields {
  const data = ['Event.EventData', 'winlog.event_data', 'EventData']
    .map((name) => fieldsIn(valueAt(value, name)))
    .find((fields) => fields !== undefined);
  if (!data) return value;
  const list = data['Data'];
  if (!Array.isArray(list)) return data;
  return Object.fromEntries(
    list
      .filter(isFields)
      .map((item) => [textAt(item, ['@Name', 'Name', '#attributes.Name']), textAt(item, ['#text', 'Text'])]),
  );
}

/** Tables of Azure keep the data of an event as text. */
function fieldsIn(value: unknown): Fields | undefined {
  if (typeof value !== 'string') return isFields(value) ? value : undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isFields(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

type Reads = (data: Fields) => Omit<ReadEvent, 'atMs' | 'host'>;

/** By log and number of the event. */
const readers: Readonly<Record<string, Reads | undefined>> = {
  'sysmon 1': (data) => ({ kind: 'process', action: 'start', actor: startedBy(data) }),
  'sysmon 3': (data) => {
    const [address, port] = [textAt(data, ['DestinationIp']), textAt(data, ['DestinationPort'])];
    const remote = textAt(data, ['DestinationHostname']) ?? address;
    const action = textAt(data, ['Initiated']) === 'false' ? 'listen' : 'connect';
    return {
      kind: 'network',
      action,
      actor: actorOf(data),
      ...present({ remote, target: joined(remote, port) }),
    };
  },
  'sysmon 5': (data) => ({ kind: 'process', action: 'end', actor: actorOf(data) }),
  'sysmon 11': (data) => file(data, 'create'),
  'sysmon 22': (data) => {
    const remote = textAt(data, ['QueryName']);
    return {
      kind: 'network',
      action: 'resolve',
      actor: actorOf(data),
      ...present({ remote, target: remote }),
    };
  },
  'sysmon 23': (data) => file(data, 'delete'),
  'sysmon 26': (data) => file(data, 'delete'),
  'security 4688': (data) => ({
    kind: 'process',
    action: 'start',
    actor: present({
      process: plainId(textAt(data, ['NewProcessId'])),
      parent: plainId(textAt(data, ['ProcessId', 'CreatorProcessId'])),
      user: textAt(data, ['SubjectUserName']),
      executable: textAt(data, ['NewProcessName']),
      commandLine: textAt(data, ['CommandLine', 'ProcessCommandLine', 'NewProcessName']),
    }),
  }),
  'security 4689': (data) => ({
    kind: 'process',
    action: 'end',
    actor: present({ process: plainId(textAt(data, ['ProcessId'])) }),
  }),
};

function startedBy(data: Fields) {
  return present({
    ...actorOf(data),
    parent: textAt(data, ['ParentProcessGuid', 'ParentProcessId']),
    commandLine: textAt(data, ['CommandLine']),
    parentCommandLine: textAt(data, ['ParentCommandLine']),
    cwd: textAt(data, ['CurrentDirectory']),
    login: textAt(data, ['LogonId']),
  });
}

function actorOf(data: Fields) {
  return present({
    process: textAt(data, ['ProcessGuid', 'ProcessId']),
    executable: textAt(data, ['Image']),
    user: textAt(data, ['User'])?.replace(/^.*\\/, ''),
  });
}

function file(data: Fields, action: 'create' | 'delete') {
  return {
    kind: 'file',
    action,
    actor: actorOf(data),
    ...present({ target: textAt(data, ['TargetFilename']) }),
  } as const;
}

function joined(host: string | undefined, port: string | undefined): string | undefined {
  return host === undefined ? undefined : [host, port].filter((part) => part !== undefined).join(':');
}

/** `0x1a4c` → `6732`. */
function plainId(id: string | undefined): string | undefined {
  return id?.startsWith('0x') ? String(Number(id)) : id;
}
