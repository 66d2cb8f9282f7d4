import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = '/home/dana/app';
const id = '0199aaaa-1111-7222-8333-444455556666';
const start = Date.UTC(2026, 10, 13, 14);
const iso = (second: number) => new Date(start + second * 1_000).toISOString();

type Line = readonly [type: string, payload: object];

function rollout(...payloads: readonly Line[]): string {
  const meta = ['session_meta', { id, cwd, cli_version: '0.150.0', source: 'vscode' }] as const;
  const records = [meta, ...payloads];
  return records
    .map(
      ([type, payload], second) =>
        `${JSON.stringify({ timestamp: iso(second), ordinal: second, type, payload })}\n`,
    )
    .join('');
}

const event = (payload: object) => ['event_msg', payload] as const;
const done = (item: object) => event({ type: 'item_completed', thread_id: id, item, started_at_ms: start });
const begun = (item: object) => event({ type: 'item_started', thread_id: id, item, started_at_ms: start });
const said = (text: string) => done({ type: 'UserMessage', id: 'u', content: [{ type: 'text', text }] });
const ran = (command: string, more: object = {}) => ({
  type: 'CommandExecution',
  id: 'exec-1',
  command: ['/usr/bin/zsh', '-lc', command],
  cwd: `file://${cwd}`,
  source: 'unified_exec_startup',
  status: 'completed',
  exit_code: 0,
  ...more,
});
const script = (input: string) =>
  ['response_item', { type: 'custom_tool_call', name: 'exec', input, call_id: 's' }] as const;
const ended = [
  'response_item',
  {
    type: 'custom_tool_call_output',
    call_id: 's',
    output: [{ type: 'input_text', text: 'Script completed\nWall time 0.9 seconds' }],
  },
] as const;
const made = (name: string, given: object) =>
  [
    'response_item',
    { type: 'function_call', name, arguments: JSON.stringify(given), call_id: 'exec-1' },
  ] as const;

async function told(...payloads: readonly Line[]) {
  const path = `home/dana/.codex/sessions/2026/11/13/rollout-2026-11-13T14-00-00-${id}.jsonl`;
  const image = evidenceImage({ [path]: rollout(...payloads) });
  const calls = await runCli(['sessions', '--home', image.home, '--calls', '--format', 'ndjson']);
  const { stdout } = await runCli(['sessions', '--home', image.home, '--format', 'json']);
  const { sessions, gaps } = JSON.parse(stdout);
  return {
    rows: calls.stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])),
    prompts: sessions[0]?.humanPrompts,
    first: sessions[0]?.firstPrompt,
    gaps: gaps.map(({ reason }: { reason: string }) => reason).join(),
  };
}

describe('an item of a turn', () => {
  it('holds the words of the human', async () => {
    expect(await told(said('deploy it'))).toMatchObject({ prompts: 1, first: 'deploy it' });
  });

  it('and an event of the same words are one prompt', async () => {
    const words = event({ type: 'user_message', message: 'deploy it' });
    expect(await told(said('deploy it'), words)).toMatchObject({ prompts: 1 });
    expect(await told(words, said('deploy it'), words, said('deploy it'))).toMatchObject({ prompts: 2 });
    expect(await told(said('deploy it'), said('deploy it'))).toMatchObject({ prompts: 2 });
  });

  it.each([
    [{}, 'succeeded'],
    [{ exit_code: 2, status: 'failed' }, 'failed'],
    [{ exit_code: undefined, status: 'declined' }, 'denied'],
    [{ exit_code: undefined, status: 'in_progress' }, 'unknown'],
  ])('is a command that a script makes while it runs: %j', async (more, outcome) => {
    const loop = 'for (const cmd of list) await tools.exec_command({cmd});';
    const { rows } = await told(script(loop), done(ran('rm -rf ~/x', more)), ended);
    expect(rows).toHaveLength(2);
    expect(rows.find(({ tool }) => tool === 'exec_command')).toMatchObject({
      argument: 'rm -rf ~/x',
      cwd,
      outcome,
      startedAt: iso(0),
      effects: [{ action: 'delete', target: '/home/dana/x' }],
    });
  });

  it('tells how a command ended that stands in the script, and is no other one', async () => {
    const text = 'await tools.exec_command({cmd: "make"}); await tools.exec_command({cmd: "make"});';
    const second = ran('make', { id: 'exec-2', exit_code: 2 });
    const { rows } = await told(script(text), begun(ran('make')), done(ran('make')), done(second), ended);
    expect(rows.map(({ id: callId, outcome }) => [callId, outcome])).toEqual([
      ['s', 'succeeded'],
      ['s:1', 'failed'],
    ]);
  });

  it('tells how a call of the conversation ended, and is no other one', async () => {
    const { rows } = await told(made('exec_command', { cmd: 'make' }), done(ran('make', { exit_code: 2 })));
    expect(rows).toMatchObject([{ id: 'exec-1', outcome: 'failed' }]);
  });

  it('that began and never ended is a call', async () => {
    expect((await told(begun(ran('make')))).rows).toMatchObject([{ argument: 'make', outcome: 'unknown' }]);
  });

  it('changes files', async () => {
    const changes = {
      [`${cwd}/a.txt`]: { type: 'add', content: 'x\n' },
      [`${cwd}/b.txt`]: { type: 'update', unified_diff: '@@ -1 +1 @@\n-one\n+two\n', move_path: null },
      [`${cwd}/c.txt`]: { type: 'delete', content: 'gone\n' },
    };
    const { rows, gaps } = await told(
      done({ type: 'FileChange', id: 'exec-1', changes, status: 'completed' }),
    );
    expect(rows).toMatchObject([{ tool: 'apply_patch', outcome: 'succeeded' }]);
    expect(
      rows[0].effects.map(({ action, target }: Record<string, string>) => `${action} ${target}`),
    ).toEqual([`write ${cwd}/a.txt`, `write ${cwd}/b.txt`, `delete ${cwd}/c.txt`]);
    expect(gaps).not.toContain('no form that is read');
  });

  it('calls a tool of a server', async () => {
    const item = { type: 'McpToolCall', id: 'exec-1', server: 'github', tool: 'create_issue' };
    const failed = { ...item, arguments: { title: 'x' }, status: 'failed', error: { message: 'no' } };
    expect((await told(done(failed))).rows).toMatchObject([
      {
        tool: 'mcp__github__create_issue',
        mcp: { server: 'github', tool: 'create_issue' },
        outcome: 'failed',
      },
    ]);
  });

  it.each([
    ['a command of the human', ran('rm -rf ~/x', { source: 'user_shell' })],
    ['words of the agent', { type: 'AgentMessage', id: 'm', content: [{ type: 'text', text: 'done' }] }],
  ])('is no call: %s', async (_what, item) => {
    expect(await told(done(item))).toMatchObject({ rows: [], prompts: 0 });
  });

  it('of an unknown type is a gap', async () => {
    expect((await told(done({ type: 'Future', id: 'f', command: 'ls' }))).gaps).toContain(
      'no form that is read: Future',
    );
  });
});
