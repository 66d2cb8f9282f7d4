import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = '/home/dana/shop';
const iso = (second: number) => new Date(Date.UTC(2026, 10, 13, 14) + second * 1_000).toISOString();
const ms = (second: number) => Date.parse(iso(second));
const lines = (...records: readonly object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** One session in the form of an agent: a prompt, a call, and what became of it. */
interface AgentSample {
  readonly agent: string;
  readonly path: string;
  readonly text: (result: object) => string;
  /** Of the call. */
  readonly tool: string;
  readonly isTimed: boolean;
  /** What the agent writes where a call ended so. */
  readonly results: Readonly<Record<string, object>>;
  /** Further files of the session. */
  readonly beside?: Readonly<Record<string, object>>;
}

const piText = (result: object) =>
  lines(
    { type: 'session', version: 3, id: 's1', timestamp: iso(0), cwd },
    { type: 'message', timestamp: iso(1), message: { role: 'user', content: 'clean up' } },
    {
      type: 'message',
      timestamp: iso(2),
      message: {
        role: 'assistant',
        model: 'm',
        content: [{ type: 'toolCall', id: 'c1', name: 'bash', arguments: { command: 'rm -rf ~/x' } }],
      },
    },
    {
      type: 'message',
      timestamp: iso(3),
      message: { role: 'toolResult', toolCallId: 'c1', toolName: 'bash', ...result },
    },
    {
      type: 'message',
      timestamp: iso(4),
      message: { role: 'bashExecution', command: 'ls', output: '', exitCode: 0 },
    },
    { type: 'compaction', summary: 'x' },
  );
const piResults = {
  succeeded: { content: [{ type: 'text', text: 'ok' }], isError: false },
  failed: { content: [{ type: 'text', text: 'x\n\nCommand exited with code 2' }], isError: true },
  interrupted: { content: [{ type: 'text', text: 'Command aborted' }], isError: true },
};

const samples: readonly AgentSample[] = [
  {
    agent: 'pi',
    path: '.pi/agent/sessions/--home--/x.jsonl',
    text: piText,
    tool: 'bash',
    isTimed: true,
    results: piResults,
  },
  {
    agent: 'openclaw',
    path: '.openclaw/agents/main/sessions/s1.jsonl',
    text: piText,
    tool: 'bash',
    isTimed: true,
    results: piResults,
  },
  {
    agent: 'droid',
    path: '.factory/sessions/-home-dana-shop/s1.jsonl',
    tool: 'Execute',
    isTimed: true,
    text: (result) =>
      lines(
        { type: 'session_start', id: 's1', version: 2, cwd },
        {
          type: 'message',
          timestamp: iso(1),
          message: {
            role: 'user',
            content: [{ type: 'text', text: '<system-reminder>\nx\n</system-reminder>\n\nclean up' }],
          },
        },
        {
          type: 'message',
          timestamp: iso(2),
          message: {
            role: 'assistant',
            content: [{ type: 'tool_use', id: 'c1', name: 'Execute', input: { command: 'rm -rf ~/x' } }],
          },
        },
        {
          type: 'message',
          timestamp: iso(3),
          message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', ...result }] },
        },
      ),
    results: {
      succeeded: { content: 'ok', is_error: false },
      failed: { content: 'x\n(exit code: 1)' },
      denied: { content: 'User rejected the command', is_error: true },
    },
  },
  {
    agent: 'grok',
    path: '.grok/sessions/%2Fhome%2Fdana%2Fshop/s1/chat_history.jsonl',
    tool: 'run_terminal_cmd',
    isTimed: false,
    text: (result) =>
      lines(
        { type: 'system', content: 'x' },
        {
          type: 'user',
          content: [{ type: 'text', text: 'rules' }],
          synthetic_reason: 'project_instructions',
        },
        { type: 'user', content: [{ type: 'text', text: 'clean up' }] },
        {
          type: 'assistant',
          content: '',
          tool_calls: [{ id: 'c1', name: 'run_terminal_cmd', arguments: '{"command":"rm -rf ~/x"}' }],
          model_id: 'm',
        },
        { type: 'tool_result', tool_call_id: 'c1', ...result },
      ),
    results: {
      succeeded: { content: 'Exit code: 0\n' },
      failed: { content: 'Exit code: 2\n' },
      unknown: { content: 'ok' },
    },
  },
  {
    agent: 'kimi-cli',
    path: '.kimi-code/sessions/w/s1/agents/main/wire.jsonl',
    tool: 'Bash',
    isTimed: true,
    text: (result) =>
      lines(
        { type: 'metadata', protocol_version: '1.4' },
        { type: 'config.update', cwd, modelAlias: 'm', time: ms(0) },
        {
          type: 'turn.prompt',
          input: [{ type: 'text', text: 'rules' }],
          origin: { kind: 'injection' },
          time: ms(0),
        },
        {
          type: 'turn.prompt',
          input: [{ type: 'text', text: 'clean up' }],
          origin: { kind: 'user' },
          time: ms(1),
        },
        {
          type: 'context.append_loop_event',
          event: { type: 'tool.call', toolCallId: 'c1', name: 'Bash', args: { command: 'rm -rf ~/x' } },
          time: ms(2),
        },
        {
          type: 'context.append_loop_event',
          event: { type: 'tool.result', toolCallId: 'c1', result },
          time: ms(3),
        },
      ),
    results: {
      succeeded: { output: 'ok' },
      failed: { output: 'Command failed with exit code: 1.', isError: true },
      denied: { output: 'The tool call was rejected by the user', isError: true },
    },
  },
  {
    agent: 'amp',
    path: '.local/share/amp/threads/T-s1.json',
    tool: 'Bash',
    isTimed: true,
    text: (run) =>
      JSON.stringify({
        v: 1,
        id: 's1',
        created: ms(0),
        env: { initial: { trees: [{ uri: `file://${cwd}` }] } },
        messages: [
          { role: 'user', content: [{ type: 'text', text: 'clean up' }], meta: { sentAt: ms(1) } },
          {
            role: 'assistant',
            content: [{ type: 'tool_use', id: 'c1', name: 'Bash', input: { cmd: 'rm -rf ~/x' } }],
            usage: { timestamp: iso(2) },
          },
          { role: 'user', content: [{ type: 'tool_result', toolUseID: 'c1', run }], meta: { sentAt: ms(3) } },
        ],
      }),
    results: {
      succeeded: { status: 'done', result: { output: 'ok', exitCode: 0 } },
      failed: { status: 'done', result: { output: 'x', exitCode: 2 } },
      denied: { status: 'rejected-by-user' },
      interrupted: { status: 'cancelled' },
      unknown: { status: 'in-progress' },
    },
  },
  {
    agent: 'continue',
    path: '.continue/sessions/aa-s1.json',
    tool: 'run_terminal_command',
    isTimed: false,
    text: (state) =>
      JSON.stringify({
        sessionId: 's1',
        title: 'x',
        workspaceDirectory: `file://${cwd}`,
        history: [
          { message: { role: 'user', content: 'clean up' } },
          {
            message: {
              role: 'assistant',
              content: '',
              toolCalls: [
                {
                  id: 'c1',
                  type: 'function',
                  function: { name: 'run_terminal_command', arguments: '{"command":"rm -rf ~/x"}' },
                },
              ],
            },
            toolCallStates: [{ toolCallId: 'c1', parsedArgs: { command: 'rm -rf ~/x' }, ...state }],
          },
          { message: { role: 'tool', toolCallId: 'c1', content: 'ok' } },
        ],
      }),
    results: {
      succeeded: { status: 'done', output: [{ name: 'Terminal', description: '', content: 'ok' }] },
      failed: { status: 'done', output: [{ description: 'Command failed with exit code 1', content: 'x' }] },
      denied: { status: 'canceled' },
      unknown: { status: 'generated' },
    },
  },
  {
    agent: 'qwen-code',
    path: '.qwen/projects/-home-dana-shop/chats/s1.jsonl',
    tool: 'run_shell_command',
    isTimed: true,
    text: ({ response, ...told }: { readonly response?: object }) => {
      const record = (second: number, type: string, parts: readonly object[], more: object = {}) => ({
        uuid: `u${second}`,
        sessionId: 's1',
        timestamp: iso(second),
        type,
        cwd,
        version: '0.24.7',
        message: { role: type === 'assistant' ? 'model' : 'user', parts },
        ...more,
      });
      const functionCall = { id: 'c1', name: 'run_shell_command', args: { command: 'rm -rf ~/x' } };
      const functionResponse = { id: 'c1', name: 'run_shell_command', response };
      return lines(
        record(1, 'user', [{ text: 'clean up' }]),
        record(1, 'user', [{ text: 'goal check' }], { subtype: 'goal_runtime', provenance: 'goal_runtime' }),
        record(2, 'assistant', [{ text: 'hm', thought: true }, { functionCall }]),
        record(3, 'tool_result', [{ functionResponse }], { toolCallResult: { callId: 'c1', ...told } }),
        record(4, 'system', [], { subtype: 'chat_compression' }),
      );
    },
    results: {
      succeeded: { response: { output: 'ok' }, status: 'success' },
      failed: { response: { error: 'Output: x\nExit Code: 2' }, status: 'error' },
      denied: {
        response: { error: '[Operation Cancelled] Reason: User did not allow tool call' },
        status: 'cancelled',
      },
    },
  },
  {
    agent: 'mistral-vibe',
    path: '.vibe/logs/session/s1/messages.jsonl',
    tool: 'bash',
    isTimed: false,
    text: (result) =>
      lines(
        { role: 'system', content: 'rules' },
        { role: 'user', content: 'more rules', injected: true },
        { role: 'user', content: 'clean up' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [
            { id: 'c1', type: 'function', function: { name: 'bash', arguments: '{"command":"rm -rf ~/x"}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'c1', name: 'bash', ...result },
      ),
    beside: {
      '.vibe/logs/session/s1/meta.json': { session_id: 's1', environment: { working_directory: cwd } },
    },
    results: {
      succeeded: { content: 'stdout: ok\nreturncode: 0' },
      failed: { content: '<tool_error>bash failed: x</tool_error>' },
      denied: { content: '<user_cancellation>stopped</user_cancellation>' },
    },
  },
];

const cases = samples.flatMap((sample) =>
  Object.entries(sample.results).map(([outcome, result]) => ({ ...sample, outcome, result })),
);

async function told(
  path: string,
  text: string,
  beside: Readonly<Record<string, object>> = {},
  others: Readonly<Record<string, string>> = {},
) {
  const further = [
    ...Object.entries(beside).map(([name, value]) => [`home/dana/${name}`, JSON.stringify(value)]),
    ...Object.entries(others).map(([name, other]) => [`home/dana/${name}`, other]),
  ];
  const { home, root } = evidenceImage({ [`home/dana/${path}`]: text, ...Object.fromEntries(further) });
  const place = ['--home', home, '--root', root];
  const { stdout } = await runCli(['sessions', ...place, '--calls', '--prompts', '--format', 'ndjson']);
  const { sessions, gaps } = JSON.parse((await runCli(['sessions', ...place, '--format', 'json'])).stdout);
  return {
    rows: stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
    sessions: sessions.filter(({ agent }: { agent: string }) => agent !== 'claude-code'),
    gaps: gaps
      .map(({ reason }: { reason: string }) => reason)
      .filter((text: string) => !text.includes('there is no transcript')),
  };
}

describe.each(cases)('$agent', ({ agent, path, text, tool, isTimed, outcome, result, beside }) => {
  it(`tells that a call ${outcome}, with its folder, time, effects and prompt`, async () => {
    const { rows, sessions, gaps } = await told(path, text(result), beside);
    expect(rows).toMatchObject([
      {
        id: 's1:c1',
        agent,
        tool,
        toolKind: 'shell',
        cwd,
        sessionId: 's1',
        outcome,
        permissionMode: 'unknown',
      },
    ]);
    expect(rows[0].effects).toContainEqual(
      expect.objectContaining({ action: 'delete', target: '/home/dana/x' }),
    );
    expect(rows[0].startedAt).toBe(isTimed ? iso(2) : undefined);
    expect(sessions).toMatchObject([{ agent, humanPrompts: 1, firstPrompt: 'clean up' }]);
    expect(gaps).toEqual([]);
  });
});

/** A further session of the same ids, and a further call of an id in the first one. */
const elsewhere = (text: string) => text.replaceAll('s1', 's2').replaceAll('rm -rf ~/x', 'rm -rf ~/y');

describe.each(samples)('ids of calls of $agent', ({ agent, path, text, results, beside = {} }) => {
  const done = text(results['succeeded'] ?? {});
  const argumentsOf = (rows: readonly { argument: string }[]) => rows.map(({ argument }) => argument).sort();
  const changed = (records: typeof beside) =>
    Object.fromEntries(
      Object.entries(records).map(([name, value]) => [
        name.replaceAll('s1', 's2'),
        JSON.parse(elsewhere(JSON.stringify(value))),
      ]),
    );

  it.each(['rm -rf ~/y', 'rm -rf ~/x'])(
    'given again in another session are other calls: %s',
    async (command) => {
      const other = elsewhere(done).replaceAll('rm -rf ~/y', command);
      const second = path.replaceAll('s1', 's2').replace('x.jsonl', 'y.jsonl');
      const { rows, gaps } = await told(path, done, { ...beside, ...changed(beside) }, { [second]: other });
      expect(argumentsOf(rows)).toEqual(['rm -rf ~/x', command]);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
      expect(gaps).toEqual([]);
    },
  );

  it('given again in a later message of a session are other calls', async () => {
    if (!path.endsWith('.jsonl')) return;
    const later = done.replaceAll('rm -rf ~/x', 'rm -rf ~/y').replaceAll('T14:00', 'T15:00');
    const { rows, gaps } = await told(path, done + later.replaceAll(/"time":(\d+)/g, '"time":9$1'), beside);
    expect(rows.map(({ argument, outcome }) => [argument, outcome]).sort()).toEqual([
      ['rm -rf ~/x', 'succeeded'],
      ['rm -rf ~/y', 'succeeded'],
    ]);
    expect(gaps).toEqual([]);
    expect(agent).toBe(rows[1].agent);
  });
});

describe.each(samples)('a store of $agent', ({ agent, path, text }) => {
  it('names records of an unknown form that may hold a call', async () => {
    const odd = { type: 'future', command: 'rm -rf /' };
    const broken = path.endsWith('.jsonl')
      ? text({}) + lines(odd)
      : text({}).replace('"content":[', `"content":[${JSON.stringify(odd)},`);
    const { gaps } = await told(path, agent === 'continue' ? text({}).slice(0, -20) : broken);
    expect(gaps.join()).toMatch(/no form that is read: future|is not a JSON text/);
  });
});

describe('Kimi', () => {
  const wire = (...records: readonly object[]) =>
    lines({ type: 'config.update', cwd, time: ms(0) }, ...records, {
      type: 'context.append_loop_event',
      event: { type: 'tool.call', toolCallId: 'c1', name: 'Bash', args: { command: 'ls' } },
      time: ms(2),
    });

  it.each([
    ['yolo', 'bypassPermissions'],
    ['manual', 'default'],
    ['auto', 'auto'],
    ['future', 'unknown'],
  ])('records the mode %s as %s', async (mode, permissionMode) => {
    const text = wire({ type: 'permission.set_mode', mode, time: ms(1) });
    const { rows } = await told('.kimi-code/sessions/w/s1/agents/main/wire.jsonl', text);
    expect(rows).toMatchObject([{ permissionMode, recordedMode: mode, permissionModeSource: 'mode-change' }]);
  });

  it('records who refused a call, and which agent made it', async () => {
    const refusal = [
      {
        type: 'permission.record_approval_result',
        toolCallId: 'c1',
        result: { decision: 'rejected' },
        time: ms(3),
      },
      {
        type: 'context.append_loop_event',
        event: { type: 'tool.result', toolCallId: 'c1', result: { output: 'no', isError: true } },
        time: ms(4),
      },
    ];
    const { rows } = await told('.kimi-code/sessions/w/s1/agents/a7/wire.jsonl', wire() + lines(...refusal));
    expect(rows).toMatchObject([{ sessionId: 's1', agentId: 'a7', outcome: 'denied' }]);
  });

  it('is read in the form of versions before', async () => {
    const at = (second: number, type: string, payload: object) => ({
      timestamp: ms(second) / 1_000,
      message: { type, payload },
    });
    const { rows, sessions, gaps } = await told(
      '.kimi/sessions/h/s1/wire.jsonl',
      lines(
        at(1, 'TurnBegin', { user_input: [{ type: 'text', text: 'go' }] }),
        at(2, 'ToolCall', {
          type: 'function',
          id: 'c1',
          function: { name: 'Shell', arguments: '{"command":"ls"}' },
        }),
        at(3, 'ToolResult', { tool_call_id: 'c1', return_value: { is_error: true, output: '' } }),
      ),
    );
    expect(rows).toMatchObject([{ id: 's1:c1', argument: 'ls', outcome: 'failed', startedAt: iso(2) }]);
    expect(sessions).toMatchObject([{ firstPrompt: 'go' }]);
    expect(gaps).toEqual([]);
  });
});

describe('Kimi, of sessions before there was a wire', () => {
  const context = lines(
    { role: '_system_prompt', content: 'rules' },
    { role: 'user', content: 'clean up' },
    { role: '_checkpoint', id: 0 },
    {
      role: 'assistant',
      content: [],
      tool_calls: [
        { type: 'function', id: 'c1', function: { name: 'Shell', arguments: '{"command":"ls"}' } },
      ],
    },
    { role: 'tool', content: 'The tool call is rejected by the user.', tool_call_id: 'c1' },
  );

  it('are read from what the model was sent', async () => {
    const { rows, sessions, gaps } = await told('.kimi/sessions/h/s1/context.jsonl', context);
    expect(rows).toMatchObject([{ id: 's1:c1', argument: 'ls', outcome: 'denied', sessionId: 's1' }]);
    expect(sessions).toMatchObject([{ firstPrompt: 'clean up', humanPrompts: 1 }]);
    expect(gaps).toEqual([]);
  });

  it('and of others are read from the wire alone', async () => {
    const begin = { timestamp: 1, message: { type: 'TurnBegin', payload: { user_input: 'go' } } };
    const { home, root } = evidenceImage({
      'home/dana/.kimi/sessions/h/s1/context.jsonl': context,
      'home/dana/.kimi/sessions/h/s1/wire.jsonl': lines(begin),
    });
    const { stdout } = await runCli(['sessions', '--home', home, '--root', root, '--format', 'ndjson']);
    expect(stdout).toBe('');
  });
});

describe('Qwen Code', () => {
  it.each([
    ['yolo', 'bypassPermissions'],
    ['auto-edit', 'acceptEdits'],
    ['plan', 'plan'],
    ['bogus', 'unknown'],
  ])('records the mode %s as %s', async (mode, permissionMode) => {
    const common = { sessionId: 's1', timestamp: iso(1), cwd, version: '0.24.7' };
    const functionCall = { id: 'c1', name: 'run_shell_command', args: { command: 'ls' } };
    const { rows } = await told(
      '.qwen/projects/p/chats/s1.jsonl',
      lines(
        { ...common, type: 'system', subtype: 'session_approval_mode', systemPayload: { mode } },
        { ...common, type: 'assistant', message: { role: 'model', parts: [{ functionCall }] } },
      ),
    );
    expect(rows).toMatchObject([{ permissionMode, recordedMode: mode, outcome: 'unknown' }]);
  });
});
