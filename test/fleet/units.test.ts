import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { plainValue } from '../../src/evidence/configuration/plain-value.ts';
import { parsePropertyList } from '../../src/evidence/property-lists/parse-property-list.ts';
import { objectOf } from '../../src/json-object.ts';
import { runCli } from '../support/run-cli.ts';
import { collectScript, installed } from './installed.ts';
import { scratch } from './spooled.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const units = join(project, 'fleet/units');
const shipped = (name: string) => readFileSync(join(units, name), 'utf8');
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

/** Where the package lies on a host. */
const own = '/opt/yolo-triage/lib/node_modules/yolo-triage/';

/** Values of a key in a unit of systemd. */
function valuesOf(unit: string, key: string): string[] {
  return [...shipped(unit).matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
}

const service = 'yolo-triage-collect.service';
const timer = 'yolo-triage-collect.timer';

describe('the units of systemd', () => {
  it.skipIf(!has('systemd-analyze'))('satisfy systemd-analyze verify (needs systemd-analyze)', () => {
    const paths = [service, timer].map((name) => join(units, name));
    expect(spawnSync('systemd-analyze', ['verify', ...paths], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  it('start each other by name, once a day, and make up for what was slept through', () => {
    expect(service.replace('.service', '.timer')).toBe(timer);
    expect([valuesOf(timer, 'OnCalendar'), valuesOf(timer, 'Persistent')]).toEqual([['daily'], ['yes']]);
  });

  it('read as root, and write to the folders of the script alone', () => {
    const script = readFileSync(join(project, 'fleet/jamf/collect.sh'), 'utf8');
    expect(valuesOf(service, 'User')).toEqual(['root']);
    expect(valuesOf(service, 'ProtectSystem')).toEqual(['strict']);
    expect(valuesOf(service, 'ProtectHome')).toEqual(['read-only']);
    expect(valuesOf(service, 'PrivateNetwork')).toEqual(['yes']);
    expect(script).toContain(`spool="\${5:-${valuesOf(service, 'ReadWritePaths')[0]?.replace('-', '')}}"`);
    expect(script).toContain(`states="/var/lib/${valuesOf(service, 'StateDirectory')[0]}"`);
    expect(valuesOf(service, 'Environment')).toEqual([
      `TMPDIR=/var/cache/${valuesOf(service, 'CacheDirectory')[0]}`,
    ]);
  });
});

const { root, problems } = parsePropertyList(shipped('yolo-triage.collect.plist'));
const daemon = objectOf(plainValue(root)) ?? {};

it('the daemon of launchd is a property list, named for its label, once a day', () => {
  expect(problems).toEqual([]);
  expect(daemon).toMatchObject({
    Label: 'yolo-triage.collect',
    StartCalendarInterval: { Hour: 12, Minute: 30 },
    ProcessType: 'Background',
    // The group of the folder may read.
    Umask: 0o27,
  });
});

/** Elements with their text, by their path. */
function elementsOf(xml: string): readonly (readonly [path: string, text: string])[] {
  const parser = new SaxesParser({ xmlns: true });
  const open: string[] = [];
  const elements: (readonly [string, string])[] = [];
  let text = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri }) => {
    expect(uri).toBe('http://schemas.microsoft.com/windows/2004/02/mit/task');
    open.push(local);
    text = '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', () => {
    if (text.trim() !== '') elements.push([open.join('/'), text]);
    open.pop();
    text = '';
  });
  parser.write(xml).close();
  return elements;
}

describe('the task of Windows', () => {
  const elements = elementsOf(shipped('yolo-triage-collect.xml'));

  it('runs daily as SYSTEM, on batteries, too', () => {
    expect(Object.fromEntries(elements)).toMatchObject({
      'Task/Principals/Principal/UserId': 'S-1-5-18',
      'Task/Triggers/CalendarTrigger/ScheduleByDay/DaysInterval': '1',
      'Task/Settings/StartWhenAvailable': 'true',
      'Task/Settings/DisallowStartIfOnBatteries': 'false',
    });
  });

  it('has the elements of a trigger in the order of the schema', () => {
    const trigger = elements.filter(([path]) => path.includes('CalendarTrigger'));
    expect(trigger.map(([path]) => path.split('/').slice(3).join('/'))).toEqual([
      'Enabled',
      'StartBoundary',
      'RandomDelay',
      'ScheduleByDay/DaysInterval',
    ]);
  });

  it('starts the script that the package brings', () => {
    const words = Object.fromEntries(elements)['Task/Actions/Exec/Arguments'] ?? '';
    const [, file = ''] =
      /-File "%ProgramFiles%\\yolo-triage\\node_modules\\yolo-triage\\(.+)"$/.exec(words) ?? [];
    expect(existsSync(join(project, file.replaceAll('\\', '/')))).toBe(true);
  });

  it('whose words the program knows', async () => {
    const script = readFileSync(join(project, 'fleet/intune/detect.ps1'), 'utf8');
    const { stdout: help } = await runCli(['report', '--help']);
    const options = [...script.matchAll(/(?<=[ '])--[a-z-]+/g)].map(([option]) => option);
    expect(options).toEqual(expect.arrayContaining(['--home', '--spool', '--state', '--host-id']));
    for (const option of options.filter((name) => name !== '--version')) expect(help).toContain(option);
  });
});

const commandLines: readonly (readonly [string, readonly string[]])[] = [
  ['systemd', valuesOf(service, 'ExecStart')[0]?.split(' ') ?? []],
  ['launchd', [daemon['ProgramArguments']].flat().map(String)],
];

// The build is there in `npm test`; a single file may run without it.
describe.skipIf(!existsSync(join(project, 'dist/main.js')))('the command line', () => {
  it.each(commandLines)('of %s collects from every home', (_, [shell = '', script = '', ...words]) => {
    expect(shell).toBe('/bin/sh');
    const name = script.replace(own, '');
    expect(name).toBe('fleet/jamf/collect.sh');
    const folder = scratch();
    const prefix = installed(folder);
    mkdirSync(join(folder, 'home/kim/.claude'), { recursive: true });
    const path = script.replace('/opt/yolo-triage', prefix);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, collectScript(folder, prefix));
    // What systemd and launchd give: next to nothing.
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' };
    expect(spawnSync(shell, [path, ...words], { env, encoding: 'utf8', cwd: '/' })).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(readdirSync(join(folder, 'spool/runs'))).toHaveLength(1);
  });
});
