import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './support/run-cli.ts';

describe('bad usage and bad evidence', () => {
  let folder: string;
  let emptyHome: string;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-usage-')));
    emptyHome = join(folder, 'empty-home');
    mkdirSync(emptyHome);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['a link', 'a pipe'])('does not replace %s by its output', async (kind) => {
    const target = join(folder, kind.replace(' ', '-'));
    const kept = join(folder, 'kept.txt');
    writeFileSync(kept, 'kept');
    if (kind === 'a link') symlinkSync(kept, target);
    else execFileSync('mkfifo', [target]);
    const argv = ['report', '--home', emptyHome, '--format', 'markdown', '--output', target];
    const { code, stderr } = await runCli(argv);
    expect(code).toBe(2);
    expect(stderr).toContain('it is no plain file');
    expect(lstatSync(target).isFile()).toBe(false);
    expect(readFileSync(kept, 'utf8')).toBe('kept');
  });

  const misuses: [string, string[], RegExp][] = [
    ['an unknown command', ['frobnicate'], /unknown command/],
    ['an unknown option', ['sessions', '--frobnicate'], /unknown option/],
    ['an unknown format', ['sessions', '--format', 'xml'], /Allowed choices are table/],
    ['an unknown level', ['sessions', '--fail-on', 'severe'], /unknown level: severe/],
    ['a time that is none', ['sessions', '--since', 'tomorrow'], /not a time: tomorrow/],
    ['a day that no calendar has', ['report', '--since', '2026-02-30'], /not a time: 2026-02-30/],
    ['a time before all time', ['report', '--since', '99999999999 weeks ago'], /not a time: 9+ weeks ago/],
    ['an unknown mode', ['sessions', '--mode', 'yolo'], /unknown permission mode: yolo\n.*acceptEdits, plan/],
    ['an unknown mode to judge by', ['replay', '--mode', 'yolo'], /unknown permission mode: yolo/],
    [
      'no mode to judge by',
      ['replay', '--mode', 'unknown', '--home', '/tmp'],
      /no mode to judge by: unknown/,
    ],
    ['unknown agents', ['scan', '--agents', 'codex'], /unknown agents: codex/],
    ['an unknown system', ['harden', '--system', 'beos'], /unknown system: beos/],
    ['an unknown lock', ['harden', '--lock', 'all'], /unknown lock: all/],
    ['an unknown engine', ['fleet', 'hunt', '--dialect', 'mysql'], /unknown engine: mysql/],
    [
      'an unknown scope of settings',
      ['replay', '--home', '/tmp', '--settings', 'everywhere=a.json'],
      /unknown scope: everywhere/,
    ],
    ['an unknown time zone', ['report', '--time-zone', 'Mars/Base'], /unknown time zone: Mars\/Base/],
    ['an empty tool', ['sessions', '--tool', ''], /an empty name selects nothing/],
    ['an empty project', ['replay', '--project', ' '], /an empty name selects nothing/],
    ['an address for a host', ['mcp', '--allow-host', 'https://example.com/x'], /not a host: https:/],
    ['no host', ['report', '--allow-host', ''], /not a host/],
    [
      'a host without its domain',
      ['report', '--allow-host', 'example'],
      /not a host: example\n.*with its dots/,
    ],
    ['all of a country for a host', ['explain', 'ls', '--allow-host', 'io'], /not a host: io/],
    ['any host', ['explain', 'ls', '--allow-host', '*'], /not a host: \*/],
    ['a host with a port', ['mcp', '--allow-host', 'example.com:8080'], /not a host: example\.com:8080/],
    ['a host with empty labels', ['mcp', '--allow-host', 'a..example.com'], /not a host: a\.\.example/],
    ['a host with a path', ['mcp', '--allow-host', 'example.com/x'], /not a host: example\.com\/x/],
    ['a network for a host', ['mcp', '--allow-host', '10.0.0.0/8'], /not a host: 10\.0/],
    ['half an address', ['mcp', '--allow-host', '10.0'], /not a host: 10\.0/],
    ['an address that no machine has', ['mcp', '--allow-host', '10.0.0.300'], /not a host: 10\.0\.0\.300/],
    ['a time for a host', ['mcp', '--allow-host', '12:30'], /not a host: 12:30/],
    ['a pattern for a host', ['report', '--allow-host', '*.example.com'], /not a host: \*\.example\.com/],
    ['a word for an address', ['harden', '--telemetry', 'collector'], /not an address: collector/],
    ['an option without its value', ['sessions', '--since'], /argument missing/],
    ['a missing home', ['sessions', '--home', '/nonexistent/home'], /no such home folder/],
    ['a missing root', ['report', '--home', '/', '--root', '/nonexistent/root'], /no such root folder/],
    [
      'a missing folder of queries',
      ['report', '--home', '/tmp', '--queries', '/nonexistent', '--output', '-'],
      /no such folder of queries/,
    ],
  ];

  it.each(misuses)('%s is said clearly and ends with code 2', async (_, argv, message) => {
    const { code, stdout, stderr } = await runCli(argv);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  const windowed = ['sessions', 'git', 'rollback', 'assess', 'report', 'replay'];

  it.each(windowed)('%s refuses a window that can hold nothing', async (command) => {
    const reversed = await runCli([
      command,
      '--home',
      emptyHome,
      '--since',
      '2026-11-20',
      '--until',
      '2026-11-19',
    ]);
    expect(reversed).toMatchObject({ code: 2, stdout: '' });
    expect(reversed.stderr).toMatch(
      /the window ends before it begins: --since 2026-11-20T.* --until 2026-11-19T/,
    );
    const future = await runCli([command, '--home', emptyHome, '--since', '2026-11-21']);
    expect(future).toMatchObject({ code: 2, stdout: '' });
    expect(future.stderr).toMatch(
      /the window begins in the future: --since 2026-11-21T.*now it is 2026-11-20T/,
    );
  });

  it('takes a window of one moment, and one that ends in the future', async () => {
    const moment = ['--since', '2026-11-20T10:00', '--until', '2026-11-20T10:00'];
    expect((await runCli(['sessions', '--home', emptyHome, ...moment])).code).toBe(3);
    expect((await runCli(['sessions', '--home', emptyHome, '--until', '2027-01-01'])).code).toBe(3);
  });

  it('refuses to collect for a time to come', async () => {
    const { code, stderr } = await runCli([
      'collect',
      '--home',
      emptyHome,
      '--since',
      '2026-11-21',
      '--dry-run',
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/begins in the future/);
  });

  it('takes a home without transcripts as a gap, not as proof', async () => {
    const { code, stdout } = await runCli(['report', '--home', emptyHome, '--output', '-']);
    expect(code).toBe(3);
    expect(stdout).toContain('Verdict: undetermined');
  });

  it('keeps what is good beside a malformed line, and says which line was not', async () => {
    const home = join(folder, 'malformed-home');
    const project = join(home, '.claude/projects/-home-dana-app');
    mkdirSync(project, { recursive: true });
    const call = {
      type: 'assistant',
      sessionId: 's1',
      uuid: 'u1',
      timestamp: '2026-11-13T14:00:00.000Z',
      cwd: '/home/dana/app',
      version: '2.1.235',
      message: {
        role: 'assistant',
        content: [{ type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'ls' } }],
      },
    };
    writeFileSync(join(project, 's1.jsonl'), `{"type":"user",,}\n${JSON.stringify(call)}\n`);
    const { code, stdout, stderr } = await runCli(['sessions', '--home', home, '--format', 'ndjson']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'toolu_1', evidence: { line: 2 } });
    expect(stderr).toMatch(/s1\.jsonl:1: .*\(malformed\)/);
  });

  it('writes a report whole or not at all', async () => {
    const { code, stderr } = await runCli([
      'report',
      '--home',
      emptyHome,
      '--output',
      '/nonexistent/report.md',
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot write \/nonexistent\/report\.md/);
  });
});
