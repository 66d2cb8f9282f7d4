import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = '/home/dana/shop';
const start = Date.UTC(2026, 10, 13, 14);
const iso = (second: number) => new Date(start + second * 1_000).toISOString();

async function told(files: ImageFiles) {
  const below = Object.entries(files).map(([path, text]) => [`home/dana/${path}`, text]);
  const image = evidenceImage(Object.fromEntries(below));
  const calls = await runCli(['sessions', '--home', image.home, '--root', image.root, '--format', 'ndjson']);
  const { stdout } = await runCli([
    'sessions',
    '--home',
    image.home,
    '--root',
    image.root,
    '--format',
    'json',
  ]);
  const rows = calls.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const { sessions: all, gaps } = JSON.parse(stdout);
  // An image without any file of lines has a quiet session of Claude Code.
  const sessions = all.filter(
    ({ evidence }: { evidence: { path: string } }) => !evidence.path.startsWith('.claude'),
  );
  return { image, rows, sessions, gaps: gaps.map(({ reason }: { reason: string }) => reason) as string[] };
}

describe('Gemini CLI', () => {
  const root = '.gemini/tmp/shop';
  const call = (name: string, args: object, more: object = {}) => ({
    id: `${name}-1`,
    name,
    args,
    status: 'success',
    timestamp: iso(3),
    result: [{ functionResponse: { response: { output: 'ok' } } }],
    ...more,
  });
  const answer = (...toolCalls: readonly object[]) => ({
    id: 'm2',
    timestamp: iso(2),
    type: 'gemini',
    model: 'gemini-3-pro',
    content: '',
    toolCalls,
  });
  const asked = { id: 'm1', timestamp: iso(1), type: 'user', content: [{ text: 'clean up' }] };
  const header = {
    sessionId: 'a1b2',
    projectHash: 'h',
    startTime: iso(0),
    lastUpdated: iso(9),
    kind: 'main',
  };
  const document = (...messages: readonly object[]) => ({
    [`${root}/.project_root`]: `${cwd}\n`,
    [`${root}/chats/session-2026-11-13T14-00-a1b2.json`]: JSON.stringify({ ...header, messages }, null, 2),
  });
  const withResponse = (response: object) => ({ result: [{ functionResponse: { response } }] });

  it('gives calls with their folder, kind, effects and place', async () => {
    const { rows, sessions } = await told(
      document(asked, answer(call('run_shell_command', { command: 'rm -rf ~/Documents', dir_path: 'src' }))),
    );
    expect(rows).toMatchObject([
      {
        agent: 'gemini-cli',
        sessionId: 'a1b2',
        cwd: `${cwd}/src`,
        toolKind: 'shell',
        startedAt: iso(2),
        endedAt: iso(3),
        permissionMode: 'unknown',
        outcome: 'succeeded',
        evidence: { pointer: '/messages/1/toolCalls/0' },
      },
    ]);
    expect(rows[0].effects).toContainEqual(expect.objectContaining({ action: 'delete', zone: 'home' }));
    expect(sessions).toMatchObject([{ humanPrompts: 1, firstPrompt: 'clean up', models: ['gemini-3-pro'] }]);
  });

  it.each([
    ['failed', { status: 'success', ...withResponse({ output: 'Output: x\nExit Code: 2\nPGID: 1' }) }],
    ['succeeded', { status: 'success', ...withResponse({ output: 'Output: Exit Code 2' }) }],
    ['denied', { status: 'error', ...withResponse({ error: 'Tool execution denied by policy.' }) }],
    ['failed', { status: 'error', ...withResponse({ error: 'File not found' }) }],
    [
      'denied',
      {
        status: 'cancelled',
        ...withResponse({ error: '[Operation Cancelled] Reason: User denied execution.' }),
      },
    ],
    [
      'interrupted',
      { status: 'cancelled', ...withResponse({ error: '[Operation Cancelled] Reason: aborted' }) },
    ],
    ['unknown', { status: 'executing', result: null }],
  ])('tells that a call %s by %j', async (outcome, state) => {
    const { rows } = await told(document(answer(call('run_shell_command', { command: 'make' }, state))));
    expect(rows).toMatchObject([{ outcome }]);
  });

  it('reads a journal: what is repeated once, what is taken back all the same', async () => {
    const waiting = call('run_shell_command', { command: 'make' }, { status: 'executing', result: null });
    const lines = [
      header,
      asked,
      asked,
      answer(waiting),
      answer(call('run_shell_command', { command: 'make' })),
      { $set: { lastUpdated: iso(5), messages: [answer(call('run_shell_command', { command: 'make' }))] } },
      { $rewindTo: 'm1' },
    ];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const { rows, sessions, gaps } = await told({ [`${root}/chats/session-x.jsonl`]: text });
    expect(rows).toMatchObject([{ outcome: 'succeeded', sessionId: 'a1b2' }]);
    expect(sessions).toMatchObject([{ humanPrompts: 1 }]);
    expect(gaps).toEqual([]);
  });

  it('joins the conversations of subagents', async () => {
    const child = { ...header, sessionId: 'c3', kind: 'subagent', messages: [answer(call('glob', {}))] };
    const files = { [`${root}/chats/a1b2/c3.json`]: JSON.stringify(child) };
    const both = await told({ ...document(asked), ...files });
    expect(both.rows).toMatchObject([{ sessionId: 'a1b2', agentId: 'c3' }]);
    expect(both.gaps).toEqual([]);
    expect((await told(files)).gaps).toEqual([expect.stringContaining('only subagents of session a1b2')]);
  });

  it('has a relative that keeps the same form', async () => {
    const files = Object.entries(document(asked, answer(call('glob', {}))));
    const renamed = files.map(([path, text]) => [path.replace('.gemini', '.qwen'), text]);
    const { rows } = await told(Object.fromEntries(renamed));
    expect(rows).toMatchObject([{ agent: 'qwen-code', tool: 'glob', toolKind: 'search', cwd }]);
  });

  it('reads what is whole of a damaged document', async () => {
    const [path = '', text = ''] = Object.entries(document(asked, answer(call('glob', {})), asked))[1] ?? [];
    const { rows, gaps } = await told({ [path]: text.slice(0, -60) });
    expect(rows).toMatchObject([{ tool: 'glob' }]);
    expect(gaps).toEqual([expect.stringMatching(/^is not a JSON text; \d+ whole records in it were read$/)]);
  });

  it('holds what a file held before an edit', async () => {
    const shown = { fileName: 'a', originalContent: 'old\n', newContent: 'new\n', isNewFile: false };
    const edit = call(
      'replace',
      { file_path: 'a.txt', old_string: 'old', new_string: 'new' },
      { resultDisplay: shown },
    );
    const { image } = await told(document(answer(edit)));
    mkdirSync(join(image.home, 'shop'));
    writeFileSync(join(image.home, 'shop/a.txt'), 'new\n');
    const { stdout } = await runCli([
      'rollback',
      '--home',
      image.home,
      '--root',
      image.root,
      '--format',
      'json',
    ]);
    expect(stdout).toContain('the transcript holds it');
  });
});

describe('OpenCode', () => {
  const info = { id: 'ses_a1', projectID: 'p', directory: cwd, version: '1.2.20', time: { created: start } };
  const part = (state: object, more: object = {}) => ({
    id: 'prt_1',
    messageID: 'msg_1',
    type: 'tool',
    callID: 'call_1',
    tool: 'bash',
    state: {
      status: 'completed',
      input: { command: 'make' },
      time: { start: start + 1, end: start + 2 },
      ...state,
    },
    ...more,
  });
  const message = { id: 'msg_1', sessionID: 'ses_a1', role: 'assistant', time: { created: start } };
  const stored = (...parts: readonly { readonly id: string }[]): ImageFiles => {
    const files: [path: string, text: string][] = [
      ['session/p/ses_a1.json', JSON.stringify(info)],
      ['message/ses_a1/msg_1.json', JSON.stringify(message)],
      ...parts.map((one): [string, string] => [`part/msg_1/${one.id}.json`, JSON.stringify(one)]),
    ];
    return Object.fromEntries(files.map(([path, text]) => [`.local/share/opencode/storage/${path}`, text]));
  };

  it.each([
    ['succeeded', { metadata: { exit: 0 } }],
    ['failed', { metadata: { exit: 1 } }],
    ['interrupted', { metadata: {} }],
    ['interrupted', { status: 'error', error: 'Tool execution aborted' }],
    ['denied', { status: 'error', error: 'The user rejected permission to use this specific tool call.' }],
    ['failed', { status: 'error', error: 'ENOENT' }],
    ['unknown', { status: 'running' }],
  ])('tells that a call %s by %j', async (outcome, state) => {
    const { rows, gaps } = await told(stored(part(state)));
    expect(rows).toMatchObject([{ outcome, agent: 'opencode', sessionId: 'ses_a1', cwd }]);
    expect(rows[0].evidence.path).toBe('.local/share/opencode/storage/part/msg_1/prt_1.json');
    expect(gaps).toEqual([]);
  });

  it('reads an export beside the work as it reads the store', async () => {
    const text = JSON.stringify({
      info,
      messages: [{ info: message, parts: [part({ metadata: { exit: 0 } })] }],
    });
    const files = { ...stored(part({ metadata: { exit: 0 } })), 'shop/exported.json': text };
    const { rows } = await told(files);
    expect(rows).toMatchObject([{ id: 'prt_1', outcome: 'succeeded' }]);
  });

  const exported = (...parts: readonly object[]) =>
    JSON.stringify({ info, messages: [{ info: message, parts }] });
  const run = (id: string, command: string) => part({ input: { command }, metadata: { exit: 0 } }, { id });

  it('keeps calls apart whose id was masked, and counts each once over all exports', async () => {
    const calls = [run('REDACTED', 'make'), run('REDACTED', 'rm -rf ~/Documents')];
    const { rows, gaps } = await told({
      'one.json': exported(...calls),
      'two.json': exported(...calls, run('REDACTED', 'ls')),
    });
    expect(rows.map(({ argument }) => argument).sort()).toEqual(['ls', 'make', 'rm -rf ~/Documents']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(gaps).toEqual([]);
  });

  it('gives both calls of one id that do different things, and says so', async () => {
    const { rows, gaps } = await told({
      'one.json': exported(run('prt_1', 'make')),
      'two.json': exported(run('prt_1', 'rm -rf ~/Documents')),
    });
    expect(rows.map(({ argument }) => argument).sort()).toEqual(['make', 'rm -rf ~/Documents']);
    expect(gaps.join()).toContain('one call is recorded in both ways');
  });

  it('names parts of an unknown form that may hold a call, and what is damaged', async () => {
    const odd = { ...part({}), id: 'prt_2', type: 'future', command: 'id' };
    const { gaps } = await told({
      ...stored(odd),
      '.local/share/opencode/storage/part/msg_1/prt_3.json': '{"id":',
    });
    expect(gaps.join()).toContain('no form that is read: future');
    expect(gaps.join()).toContain('is not a JSON text');
  });
});

describe('Cline', () => {
  const folder = '.config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks/1794577202114';
  const said = (second: number, name: string, text: string, type = 'say') => ({
    ts: start + second * 1_000,
    type,
    [type]: name,
    text,
  });
  const request = (second: number, text: string) =>
    said(
      second,
      'api_req_started',
      JSON.stringify({
        request: `${text}\n\n<environment_details>\n# Current Working Directory (${cwd}) Files`,
      }),
    );
  const task = (...messages: readonly object[]) => ({
    [`${folder}/ui_messages.json`]: JSON.stringify(messages),
  });

  it.each([
    ['say', 'auto', 'auto-approved'],
    ['ask', 'default', 'asked'],
  ])('tells of each call whether somebody was asked: %s', async (type, permissionMode, recordedMode) => {
    const { rows } = await told(task(request(1, '<task>'), said(2, 'command', 'rm -rf ~/Documents', type)));
    expect(rows).toMatchObject([{ agent: 'cline', cwd, permissionMode, recordedMode, toolKind: 'shell' }]);
  });

  it.each([
    ['succeeded', 'Command executed.\nOutput:\nx'],
    ['failed', 'Command executed with exit code 2.\nOutput:\nx'],
    ['denied', 'The user denied this operation.'],
    ['succeeded', 'Command executed.\nOutput:\nThe user denied this operation.'],
    ['background', "Command is still running in the user's terminal."],
    ['unknown', ''],
  ])('tells that a command %s by %j', async (outcome, text) => {
    const result = request(3, text === '' ? 'something else' : `[execute_command for 'x'] Result:\n${text}`);
    const { rows } = await told(task(said(2, 'command', 'make'), result));
    expect(rows).toMatchObject([{ outcome }]);
  });

  it('knows tools, servers, prompts and files that are deleted', async () => {
    const { rows, sessions, gaps } = await told(
      task(
        said(1, 'text', 'clean up'),
        said(2, 'tool', JSON.stringify({ tool: 'fileDeleted', path: '/home/dana/x' })),
        said(
          3,
          'use_mcp_server',
          JSON.stringify({ serverName: 'db', toolName: 'query', arguments: '{"sql":"x"}' }),
        ),
        said(4, 'user_feedback', 'go on'),
        said(5, 'text', 'words of the model'),
      ),
    );
    expect(rows[0].effects).toContainEqual(
      expect.objectContaining({ action: 'delete', target: '/home/dana/x' }),
    );
    expect(rows[1]).toMatchObject({ toolKind: 'mcp', mcp: { server: 'db', tool: 'query' } });
    expect(sessions).toMatchObject([{ humanPrompts: 2, firstPrompt: 'clean up' }]);
    expect(gaps).toEqual([]);
  });

  it('is a gap where only the messages to the model are left', async () => {
    const only = [{ role: 'assistant', content: [{ type: 'tool_use', name: 'execute_command', input: {} }] }];
    const { gaps } = await told({ [`${folder}/api_conversation_history.json`]: JSON.stringify(only) });
    expect(gaps.join()).toContain('of no form that is read');
  });

  it.each(['rooveterinaryinc.roo-cline', 'kilocode.kilo-code'])(
    'reads the tasks of %s as well',
    async (extension) => {
      const path = `.config/Code/User/globalStorage/${extension}/tasks/1/ui_messages.json`;
      const { rows } = await told({ [path]: JSON.stringify([said(1, 'command', 'make')]) });
      expect(rows).toMatchObject([{ tool: 'execute_command', argument: 'make' }]);
    },
  );
});

describe('Cline on the command line', () => {
  const folder = '.cline/data/sessions/1794577202114_abcde';
  const ts = start + 1_000;
  const session = (result: object) => ({
    [`${folder}/1794577202114_abcde.json`]: JSON.stringify({
      session_id: 's',
      cwd,
      model: 'm',
      started_at: iso(0),
    }),
    [`${folder}/1794577202114_abcde.messages.json`]: JSON.stringify({
      version: 1,
      messages: [
        {
          id: 'm1',
          role: 'user',
          content: [{ type: 'text', text: '<user_input mode="act">clean up</user_input>' }],
          ts,
        },
        {
          id: 'm2',
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm' },
            { type: 'tool_use', id: 'c1', name: 'run_commands', input: { commands: ['ls', 'rm -rf ~/x'] } },
          ],
          ts: ts + 1_000,
        },
        {
          id: 'm3',
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 'c1', ...result }],
          ts: ts + 2_000,
        },
      ],
    }),
  });

  it.each([
    ['succeeded', { content: [{ query: 'ls', result: 'x', success: true }] }],
    [
      'failed',
      { content: [{ query: 'ls', result: 'x', error: 'Command exited with code 1', success: false }] },
    ],
    ['denied', { content: 'The tool call was rejected by the user', is_error: true }],
  ])('tells that a call %s, with its folder, time, effects and prompt', async (outcome, result) => {
    const { rows, sessions, gaps } = await told(session(result));
    expect(rows).toMatchObject([
      {
        id: '1794577202114_abcde:c1',
        agent: 'cline',
        toolKind: 'shell',
        cwd,
        outcome,
        argument: 'ls\nrm -rf ~/x',
        startedAt: iso(2),
      },
    ]);
    expect(rows[0].effects).toContainEqual(
      expect.objectContaining({ action: 'delete', target: '/home/dana/x' }),
    );
    expect(sessions).toMatchObject([
      { firstPrompt: 'clean up', humanPrompts: 1, sessionId: '1794577202114_abcde' },
    ]);
    expect(gaps).toEqual([]);
  });

  it('joins the messages of subagents', async () => {
    const files = session({ content: 'ok' });
    const [, text = ''] = Object.entries(files)[1] ?? [];
    const { rows } = await told({
      ...files,
      [`${folder}/helper.messages.json`]: text.replaceAll('c1', 'c2'),
    });
    expect(rows).toMatchObject([
      { id: '1794577202114_abcde:c1' },
      { id: '1794577202114_abcde:helper:c2', agentId: 'helper', sessionId: '1794577202114_abcde' },
    ]);
  });
});
