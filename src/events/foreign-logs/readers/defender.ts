import { type Fields, millisecondsAt, present, textAt } from '../fields.ts';
import { objectReader, type ReadEvent } from '../log-reader.ts';

/** Advanced hunting tables of Microsoft Defender, exported as JSON or CSV. */
export const defender = objectReader({
  name: 'Defender',
  source: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table',
  claims: (value) =>
    'ActionType' in value && ('DeviceName' in value || 'DeviceId' in value) && 'Timestamp' in value,
  read(value) {
    const atMs = millisecondsAt(value, ['Timestamp']);
    const event = eventOf(value, textAt(value, ['ActionType']) ?? '');
    return event && atMs !== undefined
      ? [{ atMs, ...present({ host: textAt(value, ['DeviceName']) }), ...event }]
      : [];
  },
});

const fileActions: Readonly<Record<string, 'create' | 'write' | 'delete' | 'rename' | undefined>> = {
  FileCreated: 'create',
  FileModified: 'write',
  FileDeleted: 'delete',
  FileRenamed: 'rename',
};

function eventOf(value: Fields, type: string): Omit<ReadEvent, 'atMs' | 'host'> | undefined {
  const initiating = present({
    process: textAt(value, ['InitiatingProcessId']),
    executable: textAt(value, ['InitiatingProcessFolderPath']),
    commandLine: textAt(value, ['InitiatingProcessCommandLine']),
    user: textAt(value, ['InitiatingProcessAccountName']),
  });
  if (type === 'ProcessCreated') return { kind: 'process', action: 'start', actor: started(value) };
  const action = fileActions[type];
  const [folder, name] = [textAt(value, ['FolderPath']), textAt(value, ['FileName']) ?? ''];
  const path = folder === undefined || folder.endsWith(name) ? folder : `${folder}\\${name}`;
  if (action) return { kind: 'file', action, actor: initiating, ...present({ target: path }) };
  const remote = textAt(value, ['RemoteUrl', 'RemoteIP']);
  if (!/^Connection(?:Success|Attempt|Request|Failed)$/.test(type) || remote === undefined) return undefined;
  const target = [remote, textAt(value, ['RemotePort'])].filter(Boolean).join(':');
  return { kind: 'network', action: 'connect', actor: initiating, remote, target };
}

function started(value: Fields) {
  return present({
    process: textAt(value, ['ProcessId']),
    parent: textAt(value, ['InitiatingProcessId']),
    user: textAt(value, ['AccountName']),
    executable: textAt(value, ['FolderPath']),
    commandLine: textAt(value, ['ProcessCommandLine']),
    parentCommandLine: textAt(value, ['InitiatingProcessCommandLine']),
  });
}
