import { type Fields, millisecondsAt, objectsIn, present, textAt } from '../fields.ts';
import { objectReader } from '../log-reader.ts';

/** Any object with a command line and a time, however it calls them. */
export const plain = objectReader({
  name: 'process log',
  source: 'https://jsonlines.org',
  claims: (value) => firstOf(value, commandNames) !== undefined && timeOf(value) !== undefined,
  read(value) {
    const [commandLine, atMs] = [firstOf(value, commandNames), timeOf(value)];
    if (commandLine === undefined || atMs === undefined) return [];
    const actor = present({
      commandLine,
      process: firstOf(value, ['pid', 'ProcessId', 'process.pid', 'columns.pid']),
      parent: firstOf(value, [
        'ppid',
        'ParentProcessId',
        'process.parent.pid',
        'process.ppid',
        'columns.parent',
      ]),
      parentCommandLine: firstOf(value, [
        'ParentCommandLine',
        'parent_cmdline',
        'process.parent.command_line',
      ]),
      user: firstOf(value, ['user', 'username', 'user.name', 'AccountName']),
      cwd: firstOf(value, ['cwd', 'CurrentDirectory', 'process.working_directory']),
    });
    const host = firstOf(value, ['host', 'hostname', 'host.name', 'DeviceName', 'Computer']);
    return [{ atMs, kind: 'process', action: 'start', actor, ...present({ host }) }];
  },
});

const commandNames = [
  'CommandLine',
  'ProcessCommandLine',
  'process.command_line',
  'columns.cmdline',
  'cmdline',
  'command_line',
  'commandLine',
  'command',
];

const timeNames = [
  'UtcTime',
  'columns.time',
  'unixTime',
  '@timestamp',
  'timestamp',
  'Timestamp',
  'TimeGenerated',
  'time',
  'at',
];

function firstOf(value: Fields, names: readonly string[]): string | undefined {
  for (const fields of objectsIn(value)) {
    const text = textAt(fields, names);
    if (text !== undefined) return text;
  }
  return undefined;
}

function timeOf(value: Fields): number | undefined {
  for (const fields of objectsIn(value)) {
    const ms = millisecondsAt(fields, timeNames);
    if (ms !== undefined) return ms;
  }
  return undefined;
}
