import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = '/home/dana/shop';
const logs = 'home/dana/.gemini/antigravity-cli/brain/b7/.system_generated/logs';
const iso = (second: number) => new Date(Date.UTC(2026, 10, 13, 14) + second * 1_000).toISOString();
const lines = (...records: readonly object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

type Args = Readonly<Record<string, unknown>>;
interface Call {
  readonly name: string;
  readonly args: Args;
}

const step = (index: number, type: string, more: object = {}) => ({
  step_index: index,
  source: 'MODEL',
  type,
  status: 'DONE',
  created_at: iso(index),
  ...more,
});
const asks = (index: number, ...calls: readonly Call[]) =>
  step(index, 'PLANNER_RESPONSE', { tool_calls: calls });
const run = (CommandLine: string): Call => ({ name: 'run_command', args: { CommandLine, Cwd: cwd } });
/** As the shorter of the two files has it. */
const encoded = ({ name, args }: Call): Call => ({
  name,
  args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, JSON.stringify(value)])),
});
const says = (text: string) => ({ content: `Created At: x\nCompleted At: x\n\n\t\t\t\t${text}` });
const human = step(0, 'USER_INPUT', {
  source: 'USER_EXPLICIT',
  content:
    '<USER_REQUEST>\nclean up\n</USER_REQUEST>\n<USER_SETTINGS_CHANGE>\nThe user changed setting `Model Selection` from None to Some Model 3.5 (Low). No need to comment.\n</USER_SETTINGS_CHANGE>',
});

async function told(files: Readonly<Record<string, string | Buffer>>) {
  const below = Object.entries(files).map(([name, text]) => [`${logs}/${name}`, text]);
  const { home, root } = evidenceImage(Object.fromEntries(below));
  const place = ['--home', home, '--root', root];
  const calls = await runCli(['sessions', ...place, '--calls', '--format', 'ndjson']);
  const summary = await runCli(['sessions', ...place, '--format', 'json']);
  const { sessions, gaps } = JSON.parse(summary.stdout);
  return {
    rows: calls.stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])),
    sessions: sessions.filter(({ agent }: { agent: string }) => agent === 'antigravity'),
    gaps: gaps
      .map(({ reason }: { reason: string }) => reason)
      .filter((reason: string) => !reason.includes('there is no transcript')),
    codes: [calls.code, summary.code],
  };
}

describe('a conversation of Antigravity', () => {
  it('has its prompt, model, folder and times, and calls with what they do', async () => {
    const { rows, sessions, gaps } = await told({
      'transcript.jsonl': lines(
        human,
        step(1, 'CONVERSATION_HISTORY', { source: 'SYSTEM' }),
        asks(2, encoded(run('rm -rf ~/x'))),
        step(3, 'RUN_COMMAND', says('The command completed successfully.\n')),
      ),
    });
    expect(rows).toMatchObject([
      {
        agent: 'antigravity',
        tool: 'run_command',
        toolKind: 'shell',
        argument: 'rm -rf ~/x',
        sessionId: 'b7',
        cwd,
        outcome: 'succeeded',
        permissionMode: 'unknown',
        startedAt: iso(2),
        endedAt: iso(3),
      },
    ]);
    expect(rows[0].effects).toContainEqual(
      expect.objectContaining({ action: 'delete', target: '/home/dana/x' }),
    );
    expect(sessions).toMatchObject([
      { humanPrompts: 1, firstPrompt: 'clean up', models: ['Some Model 3.5 (Low)'] },
    ]);
    expect(gaps).toEqual([]);
  });

  it.each([
    ['succeeded', step(2, 'GENERIC', says('The command exited with code 0.\n'))],
    ['failed', step(2, 'GENERIC', says('The command exited with code 3.\n'))],
    ['failed', step(2, 'RUN_COMMAND', says('The command failed with exit code: 1\n'))],
    ['succeeded', step(2, 'RUN_COMMAND', says('Output:\nThe command failed with exit code: 1'))],
    ['failed', step(2, 'RUN_COMMAND', { status: 'ERROR', ...says('Encountered error in step execution') })],
    [
      'denied',
      step(2, 'RUN_COMMAND', {
        status: 'ERROR',
        ...says(
          "Encountered error in step execution: Permission prompt for action 'command' on target 'ls' timed out waiting for user response.",
        ),
      }),
    ],
    ['interrupted', step(2, 'RUN_COMMAND', { status: 'CANCELED' })],
    ['unknown', step(2, 'RUN_COMMAND', { status: 'WAITING' })],
    ['background', step(2, 'RUN_COMMAND', { status: 'RUNNING', ...running('b7/task-3') })],
    [
      'not-run',
      step(2, 'ERROR_MESSAGE', {
        source: 'SYSTEM',
        error: 'There was a problem parsing the tool call. \nError Message: invalid tool call error',
      }),
    ],
    ['unknown', step(2, 'ERROR_MESSAGE', { source: 'SYSTEM', error: 'The model API is overloaded' })],
  ])('tells that a call %s: %j', async (outcome, result) => {
    const { rows } = await told({ 'transcript.jsonl': lines(asks(1, run('ls')), result) });
    expect(rows).toMatchObject([{ outcome }]);
  });

  it('tells how a call ended that went on in the background', async () => {
    const message = (task: string, words: string) =>
      step(4, 'SYSTEM_MESSAGE', {
        source: 'SYSTEM',
        content: `The following is a <SYSTEM_MESSAGE>\n\n<SYSTEM_MESSAGE>\n[Message] timestamp=${iso(4)} sender=${task} priority=MESSAGE_PRIORITY_HIGH content=Task id "${task}" finished with result:\n\n\t\t${words}\n`,
      });
    const started = [
      asks(1, run('npm ci')),
      step(2, 'RUN_COMMAND', { status: 'RUNNING', ...running('b7/task-3') }),
    ];
    const outcomeOf = async (...after: readonly object[]) =>
      (await told({ 'transcript.jsonl': lines(...started, ...after) })).rows[0].outcome;
    expect(await outcomeOf(message('b7/task-3', 'The command failed with exit code: 1'))).toBe('failed');
    expect(await outcomeOf(message('b7/task-3', 'The command completed successfully.'))).toBe('succeeded');
    expect(await outcomeOf(message('b7/task-9', 'The command completed successfully.'))).toBe('background');
  });

  it('gives each of several calls its own result', async () => {
    const { rows } = await told({
      'transcript.jsonl': lines(
        asks(1, { name: 'list_dir', args: { DirectoryPath: cwd } }, run('false'), run('true')),
        step(2, 'RUN_COMMAND', says('The command failed with exit code: 1')),
        step(3, 'LIST_DIRECTORY', says('Empty directory')),
        step(4, 'RUN_COMMAND', says('The command completed successfully.')),
      ),
    });
    expect(rows.map(({ argument, outcome }) => [argument, outcome])).toEqual([
      [cwd, 'succeeded'],
      ['false', 'failed'],
      ['true', 'succeeded'],
    ]);
  });

  it('keeps what was undone: steps that are numbered again are other calls', async () => {
    const again = { ...asks(1, run('rm -rf ~/y')), created_at: iso(60) };
    const { rows, gaps } = await told({
      'transcript.jsonl': lines(human, asks(1, run('rm -rf ~/x')), again),
    });
    expect(rows.map(({ argument }) => argument)).toEqual(['rm -rf ~/x', 'rm -rf ~/y']);
    expect(gaps).toEqual([]);
  });

  it('is read from both of its files as one, whole where one of them is', async () => {
    const long = `echo ${'x'.repeat(3_000)}`;
    const cut = {
      name: 'run_command',
      args: { CommandLine: `"${long.slice(0, 900)}\n<truncated 2105 bytes>` },
    };
    const short = lines(human, asks(1, encoded(run('git status'))), asks(2, cut));
    const whole = lines(asks(2, run(long)));
    const { rows, sessions, gaps } = await told({
      'transcript.jsonl': short,
      'transcript_full.jsonl': whole,
    });
    expect(rows.map(({ input, argument, evidence }) => [input?.CommandLine ?? argument, evidence])).toEqual([
      ['git status', { path: `${logs.slice(10)}/transcript.jsonl`, line: 2 }],
      [long.slice(0, 2_000), { path: `${logs.slice(10)}/transcript_full.jsonl`, line: 1 }],
    ]);
    expect(sessions).toMatchObject([{ humanPrompts: 1 }]);
    expect(gaps).toEqual([]);
    const alone = await told({ 'transcript.jsonl': short });
    expect(alone.rows[1].argument).toBe(`${long.slice(0, 900)}\n<truncated 2105 bytes>`);
    expect(alone.gaps).toEqual(['has 1 call whose input was cut by its agent']);
  });

  it('is the same where its files are named one by one', async () => {
    const { home, root } = evidenceImage({
      'home/dana/case/.system_generated/logs/transcript.jsonl': lines(human, asks(1, encoded(run('ls')))),
      'home/dana/case/.system_generated/logs/transcript_full.jsonl': lines(human, asks(1, run('ls'))),
    });
    const { stdout } = await runCli([
      'sessions',
      `${home}/case/.system_generated/logs/transcript.jsonl`,
      `${home}/case/.system_generated/logs/transcript_full.jsonl`,
      ...['--home', home, '--root', root, '--calls', '--format', 'ndjson'],
    ]);
    const rows = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
    expect(rows).toMatchObject([{ sessionId: 'case', argument: 'ls' }]);
  });

  it('that has lost its beginning says so, and results of lost calls are named', async () => {
    const { gaps } = await told({
      'transcript.jsonl': lines(step(40, 'RUN_COMMAND', says('ok')), asks(41, run('ls'))),
    });
    expect(gaps).toEqual([
      'begins with step 40 of its conversation: what came before is not there',
      'a result stands here whose call is in no transcript',
    ]);
  });

  it('names records of an unknown form that may hold a call', async () => {
    const odd = { type: 'FUTURE', source: 'SYSTEM', command: 'rm -rf /' };
    const { gaps } = await told({ 'transcript.jsonl': lines(human, odd) });
    expect(gaps.join()).toMatch(/no form that is read: FUTURE/);
  });

  it('calls tools of servers by their names', async () => {
    const args = { ServerName: 'forge', ToolName: 'create_repository', Arguments: { name: 'x' } };
    const call = { name: 'call_mcp_tool', args };
    for (const one of [call, encoded(call)]) {
      const { rows } = await told({ 'transcript.jsonl': lines(human, asks(1, one)) });
      expect(rows).toMatchObject([{ toolKind: 'mcp', mcp: { server: 'forge', tool: 'create_repository' } }]);
    }
  });
});

describe('damaged steps of Antigravity', () => {
  it('are read as far as they are whole, and damage is a gap', async () => {
    const text = lines(human, ...Array.from({ length: 12 }, (_, at) => asks(at + 1, run(`make t${at}_`))));
    const splice = fc.record({
      from: fc.nat(text.length),
      length: fc.oneof(fc.nat(40), fc.nat(900)),
      bytes: fc.uint8Array({ maxLength: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(splice, async ({ from, length, bytes }) => {
        const whole = Buffer.from(text);
        const damaged = Buffer.concat([whole.subarray(0, from), bytes, whole.subarray(from + length)]);
        const { rows, gaps, codes } = await told({ 'transcript.jsonl': damaged });
        expect(codes.filter((code) => code !== 0 && code !== 3)).toEqual([]);
        const left = damaged.toString('utf8').split('\n');
        const kept = text.split('\n').filter((line) => line.includes('make') && left.includes(line));
        const read = new Set(rows.map(({ argument }) => argument));
        const lost = kept.filter((line) => !read.has(/make t\d+_/.exec(line)?.[0]));
        expect(lost).toEqual([]);
        if (left.some((line) => line.trim() !== '' && !isJson(line))) expect(gaps).not.toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

function running(task: string) {
  return {
    content: `Created At: x\nTool is running as a background task with task id: ${task}\nTask Description: y`,
  };
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
