import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = '/home/dana/shop';
const start = Date.UTC(2026, 10, 13, 14) / 1_000;
const lines = (...records: readonly object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

const update = (second: number, sessionUpdate: string, more: object = {}, method = 'session/update') => ({
  timestamp: start + second,
  method,
  params: { sessionId: 's1', update: { sessionUpdate, ...more } },
});
const said = (second: number, text: string, meta: object = {}) =>
  update(second, 'user_message_chunk', { content: { type: 'text', text }, _meta: meta });
const run = (second: number, command: string, more: object = {}) =>
  update(second, 'tool_call', {
    toolCallId: 'call-1',
    title: 'Executing a command',
    rawInput: { variant: 'Bash', command },
    _meta: { 'x.ai/tool': { name: 'run_terminal_command' } },
    ...more,
  });
const over = (second: number, status: string, text = '', more: object = {}) =>
  update(second, 'tool_call_update', {
    toolCallId: 'call-1',
    status,
    content: [{ type: 'content', content: { type: 'text', text } }],
    ...more,
  });
const exit = (exit_code: number) => ({ rawOutput: { type: 'Bash', exit_code } });
const history = (command: string, id = 'call-1') =>
  lines(
    { type: 'user', content: [{ type: 'text', text: 'clean up' }] },
    {
      type: 'assistant',
      tool_calls: [{ id, name: 'run_terminal_command', arguments: JSON.stringify({ command }) }],
    },
    { type: 'tool_result', tool_call_id: id, content: 'ok' },
  );

async function told(files: Readonly<Record<string, string>>) {
  const folder = `home/dana/.grok/sessions/${encodeURIComponent(cwd)}/s1`;
  const named = Object.entries(files).map(([name, text]) => [`${folder}/${name}.jsonl`, text]);
  const image = evidenceImage(Object.fromEntries(named));
  const place = ['--home', image.home, '--root', image.root];
  const calls = await runCli(['sessions', ...place, '--calls', '--format', 'ndjson']);
  const { sessions, gaps } = JSON.parse((await runCli(['sessions', ...place, '--format', 'json'])).stdout);
  return {
    rows: calls.stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])),
    prompts: sessions[0]?.humanPrompts,
    first: sessions[0]?.firstPrompt,
    gaps: gaps.map(({ reason }: { reason: string }) => reason).join(),
  };
}

describe('the updates of a session of Grok', () => {
  it.each([
    [[over(3, 'completed', 'ok', exit(0))], 'succeeded'],
    [[over(3, 'completed', 'no', exit(2))], 'failed'],
    [[over(3, 'failed', 'boom')], 'failed'],
    [[over(3, 'failed', 'Rejected by user')], 'denied'],
    [[over(3, 'failed', 'Cancelled')], 'interrupted'],
    [[over(3, 'in_progress', 'half', exit(0))], 'unknown'],
    [[over(2, 'in_progress', 'half', exit(0)), over(3, 'Completed', 'whole', exit(1))], 'failed'],
  ])('tell a call with its folder, times and what became of it: %j', async (ends, outcome) => {
    const records = lines(said(0, 'clean '), said(0, 'up'), run(1, 'rm -rf ~/x'), ...ends);
    const { rows, prompts, first, gaps } = await told({ updates: records });
    expect(rows).toMatchObject([
      { id: 's1:call-1', tool: 'run_terminal_command', toolKind: 'shell', cwd, outcome },
    ]);
    expect(rows[0].startedAt).toBe(new Date((start + 1) * 1_000).toISOString());
    expect(rows[0].effects).toContainEqual(
      expect.objectContaining({ action: 'delete', target: '/home/dana/x' }),
    );
    expect({ prompts, first }).toEqual({ prompts: 1, first: 'clean up' });
    expect(gaps).not.toMatch(/no form that is read/);
  });

  it('tell a command that runs on', async () => {
    const started = run(1, 'npm start', { rawInput: { command: 'npm start', is_background: true } });
    const { rows } = await told({ updates: lines(started, over(2, 'completed', 'started')) });
    expect(rows).toMatchObject([{ outcome: 'background' }]);
  });

  it('tell a call whose input comes later once', async () => {
    const later = update(2, 'tool_call_update', { toolCallId: 'call-1', rawInput: { command: 'make' } });
    const { rows } = await told({
      updates: lines(run(1, '', { rawInput: {} }), later, over(3, 'completed')),
    });
    expect(rows).toMatchObject([{ argument: 'make', outcome: 'succeeded' }]);
  });

  it('have forms without an envelope', async () => {
    const bare = { update: run(1, 'make').params.update };
    expect((await told({ updates: lines(bare) })).rows).toMatchObject([{ argument: 'make' }]);
  });

  it('keep what was rewound: it had run', async () => {
    const rewound = update(5, 'rewind_marker', { target_prompt_index: 0 }, '_x.ai/session/update');
    const { rows } = await told({ updates: lines(run(1, 'make'), over(2, 'completed'), rewound) });
    expect(rows).toMatchObject([{ argument: 'make', outcome: 'succeeded' }]);
  });

  it('leave out what the program said in a human’s place', async () => {
    const host = said(0, 'a reminder', { hostTurn: true });
    expect(await told({ updates: lines(host, said(1, 'go on'), run(2, 'make')) })).toMatchObject({
      prompts: 1,
      first: 'go on',
    });
  });

  it('name an unknown form that may hold a call', async () => {
    const odd = update(1, 'future', { command: 'rm -rf /' });
    expect((await told({ updates: lines(odd) })).gaps).toContain('no form that is read: future');
  });

  it('and the history of the same calls are told once, with what only one of them has', async () => {
    const both = { updates: lines(said(0, 'clean up'), run(1, 'make'), over(2, 'completed', '', exit(0))) };
    const same = await told({ ...both, chat_history: history('make') });
    expect(same).toMatchObject({ rows: [{ argument: 'make', outcome: 'succeeded' }], prompts: 1 });
    const more = await told({ ...both, chat_history: history('make') + history('make install', 'call-2') });
    expect(more.rows.map(({ argument }) => argument).sort()).toEqual(['make', 'make install']);
  });
});
