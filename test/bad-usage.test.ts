import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
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

  const misuses: [string, string[], RegExp][] = [
    ['an unknown command', ['frobnicate'], /unknown command/],
    ['an unknown option', ['sessions', '--frobnicate'], /unknown option/],
    ['an unknown format', ['sessions', '--format', 'xml'], /Allowed choices are table/],
    ['an unknown level', ['sessions', '--fail-on', 'severe'], /unknown level: severe/],
    ['a time that is none', ['sessions', '--since', 'yesterday'], /not a time: yesterday/],
    ['an option without its value', ['sessions', '--since'], /argument missing/],
    ['a missing home', ['sessions', '--home', '/nonexistent/home'], /no such home folder/],
    ['a missing root', ['report', '--home', '/', '--root', '/nonexistent/root'], /no such root folder/],
    [
      'a missing folder of queries',
      ['report', '--home', '/tmp', '--queries', '/nonexistent'],
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
