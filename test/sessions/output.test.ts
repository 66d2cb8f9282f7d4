import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { at, callsOf, homeWith, lines, mainFile, prompt, toolResult, toolUse } from './transcripts.ts';

const home = () =>
  homeWith({
    [mainFile]: lines(
      prompt(0, 'clean up, please', { permissionMode: 'bypassPermissions' }),
      toolUse(1, 'toolu_1', { command: '=cmd|calc' }),
      toolResult(2, 'toolu_1', 'Permission to use Bash with command x has been denied.', {
        isError: true,
        toolUseResult: { stdout: 'x', stderr: '' },
      }),
      prompt(3, 'and now the rest'),
      toolUse(4, 'toolu_2', { file_path: '/srv/a,"b"' }, { tool: 'Read', agentId: 'a1', isSidechain: true }),
    ),
  });

describe('the output of sessions', () => {
  it('has one line a call on request, with what a glance needs', async () => {
    const { stdout, code } = await runCli(['sessions', '--home', home(), '--calls']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^2026-10-01 09:00:01 {2}Bash {2}=cmd\|calc\s+ {2}bypassPermissions {2}succeeded, though refused {2}.*:2$/m,
    );
    expect(stdout).toMatch(/^2026-10-01 09:00:04 {2}Read {2}/m);
    const none = await runCli(['sessions', '--home', home(), '--calls', '--mode', 'plan']);
    expect(none.stdout).toMatch(/^No tool calls\.\n/);
  });

  it('is a table of values that no spreadsheet runs', async () => {
    const { stdout } = await runCli(['sessions', '--home', home(), '--format', 'csv']);
    const [head = '', first = '', second = ''] = stdout.split('\r\n');
    expect(head.split(',')).toEqual(
      expect.arrayContaining(['id', 'permissionModeSource', 'effects', 'line']),
    );
    expect(first).toContain(
      "toolu_1,11111111-2222-4333-8444-555555555555,,'-home-dana-shop,/home/dana/shop,Bash,'=cmd|calc",
    );
    expect(second).toContain('"/srv/a,""b"""');
    expect(second).toContain(',a1,');
  });

  it('says with the calls what the human had said, where that is asked for', async () => {
    const folder = home();
    const prompts = async (...options: string[]) =>
      (await callsOf(folder, ...options)).rows.map((row) => row['prompt']);
    expect(await prompts('--prompts')).toEqual(['clean up, please', 'and now the rest']);
    expect(await prompts()).toEqual([undefined, undefined]);
    const { stdout } = await runCli([
      'sessions',
      '--home',
      folder,
      '--calls',
      '--prompts',
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout).calls[0]).toMatchObject({ prompt: 'clean up, please' });
  });

  it('keeps to the published schema, whatever the calls are', async () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../docs/schemas/tool-call.schema.json', import.meta.url), 'utf8'),
    );
    const validate = addFormats.default(new Ajv({ allErrors: true })).compile(schema);
    const { root } = evidenceImage({
      'home/dana/.claude/projects/p/s.jsonl': readFileSync(`${home()}/.claude/${mainFile}`, 'utf8'),
      'home/dana/.claude/projects/p/old.jsonl': lines(
        { type: 'tool_use', tool_name: 'Bash', input: { command: 'ls' } },
        { type: 'tool_result', tool_name: 'Bash', output: 'x' },
      ),
      'home/dana/.claude/projects/p/ci.jsonl': lines(
        toolUse(
          1,
          'toolu_9',
          {},
          { tool: 'mcp__x__y', sessionId: 'ci', cwd: '/home/runner/work/shop/shop', version: '2.0.1' },
        ),
      ),
      'home/dana/shop/.github/workflows/a.yml':
        'jobs:\n  a:\n    steps:\n      - run: claude -p --dangerously-skip-permissions x\n',
    });
    const { stdout } = await runCli(['sessions', '--root', root, '--format', 'ndjson', '--prompts']);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ permissionModeSource }) => permissionModeSource).sort()).toEqual([
      'launch-configuration',
      'none',
      'parent-session',
      'user-record',
    ]);
    for (const row of rows) expect(validate(row) ? [] : validate.errors).toEqual([]);
  });

  it('takes several beginnings of ids, and says which of them fit nothing', async () => {
    const folder = home();
    const { rows, code, stderr } = await callsOf(folder, '1111', 'eeee', '11111111-2222');
    expect({ calls: rows.length, code }).toEqual({ calls: 2, code: 3 });
    expect(stderr).toContain('there is no transcript of a session eeee (missing)');
    expect(stderr).toContain('1 gap in');
  });

  it.each(['table', 'json', 'csv'])(
    'says as %s that there is nothing, and that this proves nothing',
    async (format) => {
      const { code, stdout, stderr } = await runCli(['sessions', '--home', homeWith({}), '--format', format]);
      expect(code).toBe(3);
      const expected = { table: 'No sessions.\n', json: '"sessions": []', csv: 'id,sessionId,agentId' }[
        format
      ];
      expect(stdout).toContain(expected);
      expect(stderr).toContain(
        '.claude/projects: there is no transcript, which proves nothing: transcripts are deleted after 30 days by default (missing)',
      );
    },
  );

  it('ends quietly when its reader goes away', async () => {
    const written: string[] = [];
    const sink = (write: (text: string) => Promise<void>) => ({ isTerminal: false, columns: 80, write });
    const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    const code = await run(['sessions', '--home', home(), '--format', 'ndjson'], {
      stdout: sink(() => Promise.reject(gone)),
      stderr: sink(async (text) => {
        written.push(text);
      }),
      stdin: (async function* () {})(),
      env: {},
      cwd: '/',
      homeDirectory: '/nonexistent-home',
      salt: new Uint8Array(16),
      now: () => new Date(at(0)),
    });
    expect({ code, written }).toEqual({ code: 0, written: [] });
  });
});
