import { expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import {
  at,
  callsOf,
  homeWith,
  lines,
  mainFile,
  prompt,
  type Row,
  toolResult,
  toolUse,
} from './transcripts.ts';

const home = (...more: Row[]) =>
  homeWith({
    // A question that reaches further back than transcripts are kept would be a gap of its own.
    'settings.json': '{"cleanupPeriodDays": 3650}',
    [mainFile]: lines(
      prompt(0, 'look around', { permissionMode: 'bypassPermissions' }),
      toolUse(1, 'toolu_1', { command: 'ls' }),
      toolResult(2, 'toolu_1', 'a'),
      toolUse(60, 'toolu_2', { command: 'ls' }),
      toolResult(61, 'toolu_2', 'a'),
      toolUse(62, 'toolu_3', { file_path: '/srv/a' }, { tool: 'Read' }),
      toolResult(63, 'toolu_3', 'a'),
      ...more,
    ),
  });

const sessions = (folder: string, ...options: string[]) => runCli(['sessions', '--home', folder, ...options]);
const leftOut =
  'the window leaves out 1 session with 1 call, with permission prompts off, before it (2026-10-01 09:00 UTC)';
const since = ['--since', at(30)];

it('tells what the window leaves out, under the table, in the document, and beside a stream', async () => {
  const folder = home();
  expect((await sessions(folder, ...since)).stdout).toContain(leftOut);
  expect((await sessions(folder, ...since, '--calls')).stdout).toContain(leftOut);
  const { coverage } = JSON.parse((await sessions(folder, ...since, '--format', 'json')).stdout);
  expect(coverage).toMatchObject({ calls: 2, before: { sessions: 1, calls: 1 }, since: at(30) });
  expect(coverage.statements).toContain(leftOut);
  const stream = await callsOf(folder, ...since);
  expect(stream.rows).toHaveLength(2);
  expect(stream).toMatchObject({ code: 0, stderr: `yolo-triage: ${leftOut}\n` });
  const replayed = await runCli(['replay', '--home', folder, ...since, '--format', 'ndjson']);
  expect(replayed.stderr).toContain(leftOut);
  expect((await callsOf(folder, ...since, '--quiet')).stderr).toBe('');
});

it.each([
  ['ended in it', 40, 1, 0],
  ['ended with its first moment', 30, 1, 0],
  ['ended after it', 3000, 1, 0],
  ['ended before it', 29, 0, 1],
  ['has no result', undefined, 0, 1],
])('counts a call that began before the window and %s', async (_name, ended, calls, before) => {
  const folder = homeWith({
    'settings.json': '{"cleanupPeriodDays": 3650}',
    [mainFile]: lines(
      prompt(0, 'wipe it', { permissionMode: 'bypassPermissions' }),
      toolUse(1, 'toolu_1', { command: 'rm -rf /srv/data' }),
      ...(ended === undefined ? [] : [toolResult(ended, 'toolu_1', '')]),
      prompt(45, 'thank you'),
    ),
  });
  const window = [...since, '--until', at(50)];
  const { coverage } = JSON.parse((await sessions(folder, ...window, '--format', 'json')).stdout);
  expect(coverage).toMatchObject({ calls, before: { calls: before } });
  expect((await callsOf(folder, ...window)).rows).toHaveLength(calls);
});

it('says nothing of a window that leaves nothing out', async () => {
  const { stdout, stderr } = await callsOf(home(), '--since', at(0));
  expect(stdout.trimEnd().split('\n')).toHaveLength(3);
  expect(stderr).toBe('');
});

it('counts only what else was asked for', async () => {
  const text = (await sessions(home(), '--since', at(70), '--tool', 'Read')).stdout;
  expect(text).toContain('and 1 call of theirs lies outside of the window');
});

it.each([['table'], ['json'], ['ndjson'], ['csv']])(
  'leaves a window without a record open, as %s',
  async (format) => {
    const { code, stderr } = await sessions(home(), '--since', at(3600), '--format', format);
    expect(code).toBe(3);
    expect(stderr).toContain('no record with a time lies after 2026-10-01 10:00 UTC');
  },
);

it('takes calls without a time as in any window, and says so', async () => {
  const folder = home({ ...toolUse(70, 'toolu_4', { command: 'ls' }), timestamp: undefined });
  const { rows, stderr } = await callsOf(folder, ...since);
  expect(rows.map(({ id }) => id)).toContain('toolu_4');
  expect(stderr).toContain('1 call without a time counts as in the window');
});

it.each([['table'], ['json'], ['ndjson']])(
  'names the tools that occur where one never does, as %s',
  async (format) => {
    const { code, stdout, stderr } = await sessions(home(), '--tool', 'Bsh', '--format', format);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('yolo-triage: no call of a tool named Bsh\n  tools that occur: Bash, Read\n');
  },
);

it('names the folders that occur where a project never does', async () => {
  const { code, stderr } = await sessions(home(), '--project', 'shpo');
  expect(code).toBe(2);
  expect(stderr).toContain(
    'no project or working folder contains shpo\n  folders that occur: /home/dana/shop',
  );
  expect((await runCli(['replay', '--home', home(), '--project', 'shpo'])).code).toBe(2);
});

it('has no list of sessions without a word for an id that never occurs', async () => {
  const { code, stderr } = await sessions(home(), 'ffffffff');
  expect(code).toBe(3);
  expect(stderr).toContain('there is no transcript of a session ffffffff');
});

it('takes what people call a mode, in any case', async () => {
  const folder = home();
  for (const word of ['bypass', 'bypassPermissions', 'BYPASSPERMISSIONS']) {
    expect((await callsOf(folder, '--mode', word)).rows).toHaveLength(3);
  }
});

it('names the modes that occur where no call ran in one', async () => {
  const folder = home();
  const text = 'no call in mode plan; modes that occur: bypassPermissions';
  const table = await sessions(folder, '--mode', 'plan');
  expect(table).toMatchObject({ code: 0 });
  expect(table.stdout).toContain(text);
  expect((await callsOf(folder, '--mode', 'plan')).stderr).toBe(`yolo-triage: ${text}\n`);
});

it('shows names from the evidence without what acts on a terminal, and without secrets', async () => {
  const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
  const folder = home(toolUse(70, 'toolu_4', {}, { tool: `x\u001b[2J${token}` }));
  const { stderr } = await sessions(folder, '--tool', 'Bsh');
  expect(stderr).toContain('x\\u{1b}[2J');
  expect(stderr).not.toContain(token);
});
