import { describe, expect, it } from 'vitest';
import {
  callsOf,
  homeWith,
  lines,
  mainFile,
  prompt,
  type Row,
  sessionId,
  toolResult,
  toolUse,
} from './transcripts.ts';

const task = 'b3f81c2';
const started = `Command running in background with ID: ${task}. Output is being written to: /tmp/${task}.output`;
const use = (more: Row = {}): Row => toolUse(1, 'toolu_1', { command: 'make' }, more);
const launched = (taskId = task, more: Row = {}): Row =>
  toolResult(2, 'toolu_1', `Command running in background with ID: ${taskId}.`, {
    toolUseResult: { stdout: '', stderr: '', interrupted: false, backgroundTaskId: taskId },
    ...more,
  });
const plain = (text: string, more: Row = {}): Row => toolResult(2, 'toolu_1', text, more);

interface Notice {
  readonly taskId?: string;
  readonly callId?: string;
  readonly status?: string;
  readonly summary?: string;
  readonly more?: string;
}

function notice({ taskId = task, callId, status = 'failed', summary, more = '' }: Notice = {}): string {
  const parts = [
    taskId && `<task-id>${taskId}</task-id>`,
    callId && `<tool-use-id>${callId}</tool-use-id>`,
    more,
    `<status>${status}</status>`,
    `<summary>${summary ?? `Background command "make" ${status} with exit code 2`}</summary>`,
  ];
  return `<task-notification>\n${parts.filter(Boolean).join('\n')}\n</task-notification>`;
}

const told = (given?: Notice): Row => prompt(5, notice(given));
const other = '99999999-2222-4333-8444-555555555555';
const otherFile = `projects/-home-dana-shop/${other}.jsonl`;

async function outcomesOf(files: Record<string, string>): Promise<Record<string, unknown>> {
  const { rows } = await callsOf(homeWith(files));
  return Object.fromEntries(rows.map(({ id, outcome }) => [id, outcome]));
}

async function outcomeOf(...records: readonly Row[]): Promise<unknown> {
  return (await outcomesOf({ [mainFile]: lines(...records) }))['toolu_1'];
}

describe('the end of a call that went to the background', () => {
  it('is followed in any order of the records', async () => {
    expect(await outcomeOf(use(), launched(), told())).toBe('failed');
    expect(await outcomeOf(use(), told(), launched())).toBe('failed');
    expect(await outcomeOf(told(), use(), launched())).toBe('failed');
    expect(await outcomeOf(launched(), use(), told())).toBe('failed');
  });

  it('is followed by the id of the call, too', async () => {
    const byCall = { taskId: '', callId: 'toolu_1' };
    expect(await outcomeOf(use(), launched(), told(byCall))).toBe('failed');
    expect(await outcomeOf(use(), told(byCall), launched())).toBe('failed');
    expect(await outcomeOf(use(), launched(), told({ taskId: '', callId: 'toolu_2' }))).toBe('background');
  });

  it.each<readonly [string, Row]>([
    ['a prompt', told()],
    ['blocks of a prompt', prompt(5, [{ type: 'text', text: notice() }])],
    ['the queue', { type: 'queue-operation', operation: 'enqueue', sessionId, content: notice() }],
    [
      'an attachment',
      {
        ...prompt(5, ''),
        type: 'attachment',
        message: undefined,
        attachment: { type: 'queued_command', commandMode: 'task-notification', prompt: notice() },
      },
    ],
  ])('is read in %s', async (_name, record) => {
    expect(await outcomeOf(use(), launched(), record)).toBe('failed');
  });

  it.each([
    ['completed', 'succeeded'],
    ['failed', 'failed'],
    ['killed', 'interrupted'],
    ['stopped', 'interrupted'],
    ['running', 'background'],
  ])('%s means %s', async (status, outcome) => {
    expect(await outcomeOf(use(), launched(), told({ status, summary: 'x' }))).toBe(outcome);
  });

  it('takes no words of the command or of an agent’s answer for the program’s', async () => {
    const quoting = 'Background command "echo exit code 3" completed (exit code 0)';
    expect(await outcomeOf(use(), launched(), told({ status: 'completed', summary: quoting }))).toBe(
      'succeeded',
    );
    const redirected = 'Background command "sort <list" completed (exit code 2)';
    expect(await outcomeOf(use(), launched(), told({ status: 'completed', summary: redirected }))).toBe(
      'failed',
    );
    const answer = '<result>it said <status>failed</status></result>';
    expect(
      await outcomeOf(use(), launched(), told({ status: 'completed', summary: 'x', more: answer })),
    ).toBe('succeeded');
    expect(await outcomeOf(use(), launched(), prompt(5, `What does ${notice()} mean?`))).toBe('background');
    expect(await outcomeOf(use(), launched(), toolResult(5, 'toolu_2', notice()))).toBe('background');
  });

  it('is that of the latest shell where older versions number them anew', async () => {
    const ended = (status: string): Row =>
      toolResult(4, 'toolu_9', '', { toolUseResult: { shellId: 'bash_1', status, exitCode: 0 } });
    const again = [
      toolUse(6, 'toolu_3', { command: 'serve' }),
      toolResult(7, 'toolu_3', 'x', { toolUseResult: { backgroundTaskId: 'bash_1' } }),
    ];
    const records = [use(), launched('bash_1'), ended('completed'), ended('completed'), ...again];
    expect(await outcomesOf({ [mainFile]: lines(...records) })).toEqual({
      toolu_1: 'succeeded',
      toolu_3: 'background',
    });
  });

  it('tells what became of a call whose result is lost, and of no other', async () => {
    const byCall = told({ callId: 'toolu_1' });
    expect(await outcomeOf(use(), byCall)).toBe('failed');
    const denied = toolResult(3, 'toolu_1', 'This command requires approval', { isError: true });
    expect(await outcomeOf(use(), denied, byCall)).toBe('denied');
    expect(await outcomeOf(use(), toolResult(3, 'toolu_1', 'ok'), byCall)).toBe('succeeded');
  });

  it('is followed into the session’s other files and into those that resumed it', async () => {
    const call = lines(use(), launched());
    const moved = `projects/-home-dana-shop-wt/${sessionId}.jsonl`;
    expect(await outcomesOf({ [mainFile]: call, [moved]: lines(told()) })).toEqual({ toolu_1: 'failed' });
    const subagent = `projects/-home-dana-shop/${sessionId}/subagents/agent-a1.jsonl`;
    expect(await outcomesOf({ [subagent]: call, [mainFile]: lines(told()) })).toEqual({ toolu_1: 'failed' });
    const resumed = lines({ ...told(), sessionId: other });
    expect(await outcomesOf({ [mainFile]: call, [otherFile]: resumed })).toEqual({ toolu_1: 'failed' });
  });

  it.each(['b1', 'bash_1'])(
    'is not taken from another session that may have a %s of its own',
    async (taskId) => {
      const call = lines(use(), launched(taskId));
      const elsewhere = lines({ ...told({ taskId }), sessionId: other });
      expect(await outcomesOf({ [mainFile]: call, [otherFile]: elsewhere })).toEqual({
        toolu_1: 'background',
      });
    },
  );
});

describe('a start in the background that only its words tell', () => {
  it.each([
    ['Bash', started],
    ['PowerShell', started],
    [
      'Bash',
      `Command was manually backgrounded by user with ID: ${task}. Output is being written to: /tmp/x`,
    ],
    [
      'Bash',
      `Command did not complete within its 120s timeout and was moved to the background (ID: ${task}). Output`,
    ],
    ['Agent', `Async agent launched successfully.\nagentId: ${task} (This is an internal ID)`],
  ])('is no success: %s, %s', async (tool, text) => {
    expect(await outcomeOf(use({ tool }), plain(text))).toBe('background');
    expect(await outcomeOf(use({ tool }), plain(text), told())).toBe('failed');
    expect(await outcomeOf(use({ tool }), told({ status: 'killed' }), plain(text))).toBe('interrupted');
  });

  it.each<readonly [string, Row, Row]>([
    [
      'an account of its own says that it ended',
      use(),
      plain(started, { toolUseResult: { stdout: started } }),
    ],
    ['another tool printed them', use({ tool: 'WebFetch' }), plain(started)],
    ['they stand inside the output', use(), plain(`$ make\n${started}`)],
  ])('is one where %s', async (_name, call, result) => {
    expect(await outcomeOf(call, result)).toBe('succeeded');
  });
});
