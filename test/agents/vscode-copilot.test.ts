import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const start = Date.UTC(2026, 10, 13, 14);
const storage = 'home/dana/.config/Code/User/workspaceStorage/0a1b';

interface Part {
  readonly [name: string]: unknown;
}

const shown = (toolId: string, more: Part = {}): Part => ({
  kind: 'toolInvocationSerialized',
  invocationMessage: '',
  isConfirmed: { type: 1 },
  isComplete: true,
  toolCallId: 'call_1',
  toolId,
  ...more,
});
const terminal = (command: string, more: Part = {}): Part => ({
  toolSpecificData: { kind: 'terminal', commandLine: { original: command }, language: 'sh', ...more },
});
const turn = (response: readonly Part[], more: Part = {}): Part => ({
  requestId: 'request_1',
  message: { text: 'clean up', parts: [] },
  timestamp: start,
  modelId: 'copilot/gpt-5',
  agent: { extensionVersion: '0.39.1' },
  response,
  ...more,
});
/** What a turn holds when it came to its end. */
const ended = (calls: readonly Part[], results: Part = {}, more: Part = {}): Part => ({
  result: {
    metadata: { toolCallRounds: [{ timestamp: start + 5_000, toolCalls: calls }], toolCallResults: results },
  },
  modelState: { value: 1, completedAt: start + 9_000 },
  ...more,
});
const asked = (id: string, name: string, input: Part): Part => ({
  id,
  name,
  arguments: JSON.stringify(input),
});
const text = (value: unknown): Part => ({ content: [{ value }] });
const chat = (...requests: readonly Part[]) =>
  JSON.stringify({
    version: 3,
    responderUsername: 'GitHub Copilot',
    sessionId: 's1',
    creationDate: start,
    requests,
  });
const journal = (...changes: readonly Part[]) =>
  changes.map((change) => `${JSON.stringify(change)}\n`).join('');
const begun = (...requests: readonly Part[]) => ({ kind: 0, v: JSON.parse(chat(...requests)) });

async function told(file: string | Buffer, name = 's1.json') {
  const { home, root } = evidenceImage({
    [`${storage}/chatSessions/${name}`]: file,
    [`${storage}/workspace.json`]: '{"folder":"file:///home/dana/my%20shop"}',
  });
  const place = ['--home', home, '--root', root];
  const calls = await runCli(['sessions', ...place, '--calls', '--format', 'ndjson']);
  const summary = await runCli(['sessions', ...place, '--format', 'json']);
  const { sessions, gaps } = JSON.parse(summary.stdout);
  return {
    codes: [calls.code, summary.code],
    rows: calls.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
    sessions: sessions.filter(({ agent }: { agent: string }) => agent === 'vscode-copilot'),
    gaps: gaps
      .map(({ reason }: { reason: string }) => reason)
      .filter((reason: string) => !reason.includes('there is no transcript')) as string[],
  };
}

describe('a conversation of VS Code Copilot', () => {
  it('has calls with their folder, time, effects, prompt and model', async () => {
    const call = shown('run_in_terminal', {
      ...terminal('rm -rf ~/Documents', {
        terminalCommandState: { exitCode: 0, timestamp: start + 6_000, duration: 500 },
      }),
      isConfirmed: { type: 4 },
    });
    const { rows, sessions, gaps } = await told(
      chat(
        turn(
          [call],
          ended([asked('call_1__vscode-17', 'run_in_terminal', { command: 'rm -rf ~/Documents' })]),
        ),
      ),
    );
    expect(rows).toMatchObject([
      {
        id: 'call_1',
        agent: 'vscode-copilot',
        sessionId: 's1',
        tool: 'run_in_terminal',
        toolKind: 'shell',
        cwd: '/home/dana/my shop',
        startedAt: '2026-11-13T14:00:05.000Z',
        endedAt: '2026-11-13T14:00:06.500Z',
        outcome: 'succeeded',
        permissionMode: 'default',
        recordedMode: 'asked',
        evidence: { pointer: '/requests/0' },
      },
    ]);
    expect(rows[0].effects).toContainEqual(
      expect.objectContaining({ action: 'delete', target: '/home/dana/Documents' }),
    );
    expect(sessions).toMatchObject([
      { firstPrompt: 'clean up', models: ['copilot/gpt-5'], versions: ['0.39.1'] },
    ]);
    expect(gaps).toEqual([]);
  });

  it.each([
    [{ type: 2, id: 'chat.tools.global.autoApprove' }, 'bypassPermissions', 'chat.tools.global.autoApprove'],
    [{ type: 2, id: 'chat.tools.autoApprove' }, 'bypassPermissions', 'chat.tools.autoApprove'],
    [{ type: 2, id: 'chat.tools.terminal.autoApprove' }, 'auto', 'chat.tools.terminal.autoApprove'],
    [{ type: 3, scope: 'workspace' }, 'auto', 'approved before (workspace)'],
    [{ type: 1 }, 'default', 'no confirmation needed'],
    [{ type: 4 }, 'default', 'asked'],
    [true, 'unknown', undefined],
    [{ type: 99 }, 'unknown', undefined],
  ])('says who let a call run: %j', async (isConfirmed, permissionMode, recordedMode) => {
    const { rows } = await told(chat(turn([shown('run_in_terminal', { ...terminal('make'), isConfirmed })])));
    expect(rows).toMatchObject([{ permissionMode }]);
    expect(rows[0].recordedMode).toBe(recordedMode);
  });

  it.each([
    ['autopilot', 'bypassPermissions'],
    ['autoApprove', 'bypassPermissions'],
    ['assisted', 'auto'],
    ['default', 'default'],
  ])('has the level of the turn: %s', async (permissionLevel, permissionMode) => {
    const { rows } = await told(
      chat(turn([shown('run_in_terminal', terminal('make'))], { modeInfo: { permissionLevel } })),
    );
    expect(rows).toMatchObject([{ permissionMode }]);
  });

  const state = (exitCode: number) => ({ terminalCommandState: { exitCode } });
  const run = (id: string) => asked(id, 'run_in_terminal', { command: 'make' });

  it.each([
    ['succeeded', terminal('make', state(0)), {}],
    ['failed', terminal('make', state(2)), {}],
    ['failed', terminal('make'), { call_1: text('x\n\n\nCommand exited with code 127') }],
    ['unknown', terminal('make'), { call_1: text('built') }],
    ['background', terminal('make', { isBackground: true }), { call_1: text('Terminal id: 1') }],
    ['denied', { ...terminal('make'), isConfirmed: { type: 0 } }, {}],
    ['denied', { ...terminal('make'), isConfirmed: { type: 5 } }, {}],
    [
      'denied',
      { ...terminal('make'), isConfirmed: undefined },
      { call_1: text('The user cancelled the tool call.') },
    ],
    ['interrupted', terminal('make'), { call_1: text('The user cancelled the tool call.') }],
    [
      'denied',
      terminal('make'),
      { call_1: text('The user chose to skip the tool call, they want to proceed') },
    ],
  ])('tells that a command %s', async (outcome, more, results) => {
    const { rows } = await told(
      chat(turn([shown('run_in_terminal', more)], ended([run('call_1')], results))),
    );
    expect(rows).toMatchObject([{ outcome }]);
  });

  it('tells that a call had no end where the turn was stopped', async () => {
    const stopped = turn([shown('copilot_createFile')], { isCanceled: true });
    expect((await told(chat(stopped))).rows).toMatchObject([{ tool: 'create_file', outcome: 'interrupted' }]);
  });

  it('knows a call by its work and its tool where the ids differ, and gives each once', async () => {
    const parts = [
      shown('copilot_readFile', { toolCallId: 'p1' }),
      shown('run_in_terminal', { toolCallId: 'p2', ...terminal('make') }),
      shown('copilot_createFile', { toolCallId: 'p3' }),
    ];
    const calls = [
      asked('m0', 'list_dir', { path: '/home/dana' }),
      asked('m1', 'read_file', { filePath: '/home/dana/a' }),
      asked('m2', 'run_in_terminal', { command: 'make' }),
    ];
    const { rows } = await told(
      chat(turn(parts, ended(calls, { m1: text({ node: { children: [{ text: 'x' }] } }) }))),
    );
    expect(rows.map(({ id, tool, argument }) => `${id} ${tool} ${argument}`.trim()).sort()).toEqual([
      'm0 list_dir /home/dana',
      'p1 read_file /home/dana/a',
      'p2 run_in_terminal make',
      'p3 create_file',
    ]);
  });

  it('knows subagents, servers, several files at once and what the human made of a command', async () => {
    const parts = [
      shown('run_in_terminal', {
        toolCallId: 'p1',
        subAgentInvocationId: 'a7',
        ...terminal('make', { commandLine: { original: 'make', userEdited: 'make clean' } }),
      }),
      shown('mcp_db_query', { toolCallId: 'p2', source: { type: 'mcp', label: 'my db' } }),
      shown('copilot_multiReplaceString', { toolCallId: 'p3' }),
    ];
    const replacements = ['a', 'b'].map((name) => ({
      filePath: `/home/dana/${name}`,
      oldString: 'x',
      newString: 'y',
    }));
    const calls = [
      asked('p2', 'mcp_db_query', { sql: 'select 1' }),
      asked('p3', 'multi_replace_string_in_file', { replacements }),
    ];
    const { rows, gaps } = await told(chat(turn(parts, ended(calls, { p2: text('1'), p3: text('done') }))));
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get('p1')).toMatchObject({ agentId: 'a7', argument: 'make clean' });
    expect(byId.get('p2')).toMatchObject({ toolKind: 'mcp', mcp: { server: 'my db', tool: 'query' } });
    expect(byId.get('p3').effects).toMatchObject([
      { action: 'write', target: '/home/dana/a' },
      { action: 'write', target: '/home/dana/b' },
    ]);
    expect(gaps).toEqual([]);
  });

  it('is read from a journal as it was at last, with what was taken out', async () => {
    const call = (id: string, command: string) =>
      shown('run_in_terminal', { toolCallId: id, ...terminal(command) });
    const { rows, sessions, gaps } = await told(
      journal(
        begun(turn([])),
        { kind: 2, k: ['requests', 0, 'response'], v: [call('p1', 'ls'), call('p2', 'rm -rf ~/x')] },
        { kind: 2, k: ['requests', 0, 'response'], v: [call('p1', 'ls')], i: 0 },
        { kind: 2, k: ['requests'], v: [{ ...turn([call('p3', 'make')]), requestId: 'request_2' }] },
        { kind: 2, k: ['requests'], v: [{ ...turn([call('p4', 'date')]), requestId: 'request_3' }], i: 1 },
        { kind: 1, k: ['requests', 1, 'modelState'], v: { value: 1, completedAt: start + 9_000 } },
        { kind: 3, k: ['customTitle'] },
      ),
      's1.jsonl',
    );
    expect(rows.map(({ id, argument, evidence }) => [id, argument, evidence.line]).sort()).toEqual([
      ['p1', 'ls', 3],
      ['p2', 'rm -rf ~/x', 3],
      ['p3', 'make', 4],
      ['p4', 'date', 6],
    ]);
    expect(sessions).toMatchObject([{ humanPrompts: 3 }]);
    expect(gaps).toEqual([]);
  });

  it('without a turn is an empty session, and no gap', async () => {
    const { rows, gaps } = await told(chat());
    expect({ rows, gaps }).toEqual({ rows: [], gaps: [] });
  });

  it('names parts and lines of an unknown form that may hold a call', async () => {
    const odd = { kind: 'future', command: 'rm -rf /' };
    expect((await told(chat(turn([odd])))).gaps.join()).toContain('no form that is read: future');
    expect((await told(journal(begun(), odd), 's1.jsonl')).gaps.join()).toContain('no form that is read');
    expect((await told(JSON.stringify({ requests: { command: 'x' } }))).gaps.join()).toContain(
      'no form that is read',
    );
  });

  it.each([
    [
      'a conversation of a window without a folder',
      'home/dana/.config/Code/User/globalStorage/emptyWindowChatSessions/s1.jsonl',
    ],
    ['an export beside the work', 'home/dana/chat.json'],
  ])('is found as %s', async (_what, path) => {
    const call = shown('run_in_terminal', terminal('make'));
    const file = path.endsWith('l')
      ? journal(begun(turn([call])))
      : JSON.stringify({
          responderUsername: 'GitHub Copilot',
          initialLocation: 'panel',
          requests: [turn([call])],
        });
    const { home, root } = evidenceImage({ [path]: file });
    const { stdout } = await runCli(['sessions', '--home', home, '--root', root, '--format', 'ndjson']);
    expect(JSON.parse(stdout.split('\n')[0] ?? '{}')).toMatchObject({
      agent: 'vscode-copilot',
      argument: 'make',
    });
  });

  it('reads what is whole of a damaged document, and says what is not', async () => {
    const turns = Array.from({ length: 8 }, (_, index) => ({
      ...turn([shown('run_in_terminal', { toolCallId: `p${index}x`, ...terminal(`make ${index}`) })]),
      requestId: `request_${index}`,
    }));
    const whole = Buffer.from(chat(...turns));
    const splice = fc.record({
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(300),
      bytes: fc.uint8Array({ maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(splice, async ({ from, length, bytes }) => {
        const at = Math.floor(from * whole.length);
        const damaged = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + length)]);
        const { codes, rows, gaps } = await told(damaged);
        expect(codes.filter((code) => code !== 0 && code !== 3)).toEqual([]);
        const text = damaged.toString('utf8');
        const ids = new Set(rows.map(({ argument }) => argument));
        const lost = turns.filter(
          (one, index) => text.includes(JSON.stringify(one)) && !ids.has(`make ${index}`),
        );
        if (text.startsWith('{')) expect(lost).toEqual([]);
        if (!isJson(text)) expect(gaps).not.toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
