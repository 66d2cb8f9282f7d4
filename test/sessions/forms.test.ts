import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import {
  at,
  homeWith,
  lines,
  mainFile,
  prompt,
  type Row,
  sessionId,
  toolResult,
  toolUse,
} from './transcripts.ts';

const session = [
  prompt(0, 'List the files', { permissionMode: 'default' }),
  toolUse(1, 'toolu_1', { command: 'ls' }),
  toolResult(2, 'toolu_1', 'README.md'),
];

async function inventoryOf(...records: readonly Row[]) {
  const home = homeWith({ [mainFile]: lines(...session, ...records) });
  const { code, stdout } = await runCli(['sessions', '--home', home, '--format', 'json']);
  return { code, ...JSON.parse(stdout) };
}

const common = { sessionId, timestamp: at(3), version: '2.1.400' };
const shell = { name: 'shell', command: ['rm', '-rf', '/srv'] };

/** A record, and how the gap names it. */
const unread: readonly (readonly [string, Row, string])[] = [
  [
    'a call of another agent',
    { type: 'response_item', payload: { type: 'function_call', ...shell } },
    'response_item',
  ],
  ['a turn of another agent', { type: 'turn_context', approval_policy: 'never' }, 'turn_context'],
  ['a message under another type', { type: 'message', message: { role: 'user', content: 'go' } }, 'message'],
  ['a prompt without a message', { type: 'user', content: 'go on' }, 'user without a message'],
  ['a message that is a text', { type: 'user', message: 'go on' }, 'user without a message'],
  ['a message without content', { type: 'user', message: { role: 'user' } }, 'user without content'],
  [
    'a content that is a number',
    { type: 'user', message: { role: 'user', content: 7 } },
    'user without content',
  ],
  ['a text that is no block', prompt(3, ['go on']), 'user with content of no known form'],
  ['a role of the other side', prompt(3, 'go on', { type: 'assistant' }), 'assistant in the role user'],
  [
    'a block that holds a call',
    { type: 'assistant', message: { role: 'assistant', content: [{ type: 'toolCall', arguments: shell }] } },
    'assistant with a block toolCall',
  ],
  ['a result that names no call', toolResult(3, '', 'done'), 'user with a block tool_result'],
  ['a prompt under the type of a summary', { ...prompt(3, 'go on'), type: 'summary' }, 'summary'],
  ['a call deep inside', { type: 'batch', items: [{ run: { tool_name: 'Bash' } }] }, 'batch'],
  ['a record whose type is the call', { type: 'tool_call', line: 'rm -rf /srv' }, 'tool_call'],
  ['a record without a type', { prompt: 'go on' }, '(no type)'],
  [
    'a mode that is not known',
    prompt(3, 'go on', { permissionMode: 'free' }),
    'user with an unknown permission mode',
  ],
  [
    'a mode that is no text',
    prompt(3, 'go on', { permissionMode: 7 }),
    'user with an unknown permission mode',
  ],
  ['a mode in another record', { type: 'latch', value: 'bypassPermissions' }, 'latch'],
  ['a switch', { type: 'latch', skipPermissions: true }, 'latch'],
  [
    'a mode in an attachment',
    { type: 'attachment', attachment: { type: 'steer', mode: 'off' } },
    'attachment steer',
  ],
  [
    'a call in an attachment',
    { type: 'attachment', attachment: { type: 'deferred', toolName: 'Bash', input: { command: 'ls' } } },
    'attachment deferred',
  ],
  [
    'a command line in an attachment',
    { type: 'attachment', attachment: { type: 'later', note: 'rm -rf /srv' } },
    'attachment later',
  ],
  [
    'a call in what tells of another',
    { type: 'progress', data: { type: 'shell_step', command: 'rm -rf /srv' }, toolUseID: 'toolu_1' },
    'progress shell_step',
  ],
  [
    'a record in a summary',
    { type: 'summary', summary: 'x', leafUuid: 'b2', data: toolUse(3, 'toolu_2', { command: 'id' }) },
    'summary with a record in it',
  ],
  [
    'a prompt deep in a known record',
    { type: 'custom-title', more: [{ at: { last: prompt(3, 'go on') } }] },
    'custom-title with a record in it',
  ],
  [
    'a call in a known record',
    { type: 'mode', mode: 'normal', x: { type: 'tool_use', name: 'Bash', input: { command: 'id' } } },
    'mode with a record in it',
  ],
  [
    'a record beside a message',
    prompt(3, 'go on', { data: toolUse(3, 'toolu_2', { command: 'id' }) }),
    'user with a record in it',
  ],
  ['a member that is run', { type: 'worker', payload: { run: 'deploy' } }, 'worker'],
  ['a text that reads as a command line', { type: 'worker', data: 'rm -rf /srv' }, 'worker'],
  ['one under any name', { type: 'worker', state: { q: 'sudo rm -rf "$HOME"' } }, 'worker'],
  ['words that do', { type: 'worker', state: { q: ['git', 'push', '--force'] } }, 'worker'],
  [
    'a call that the program tells of',
    { type: 'system', subtype: 'ran', command: 'rm -rf /srv' },
    'system ran',
  ],
];

/** Types of a later version, and what it may well say in them. */
const harmless: readonly (readonly [string, Row])[] = [
  ['session-theme', { theme: 'dark', messageId: 'msg_1', toolUseID: 'toolu_1' }],
  ['token-gauge', { used: 7, messageCount: 3, sandboxed: false, callsAt: 12 }],
  ['latch', { value: true, content: '', tools: [], input: null }],
  ['worker', { state: { q: 'make the tests pass', running: true, runs: 3, runId: 'r1' } }],
  ['usage-hint', { hint: { title: 'Use /clear to start over -- at any time', shown: 2 } }],
  [
    'progress spin',
    { type: 'progress', data: { type: 'spin', elapsed: 3, label: 'Still running' }, toolUseID: 'toolu_1' },
  ],
  ['system heartbeat', { type: 'system', subtype: 'heartbeat', content: 'Still there', level: 'info' }],
  [
    'attachment weather',
    { type: 'attachment', attachment: { type: 'weather', content: 'rain', toolName: 'Bash' } },
  ],
];

describe('records of no form that is read', () => {
  it.each(unread)('%s is a gap', async (_name, record, form) => {
    const { code, gaps } = await inventoryOf({ ...common, ...record });
    expect(code).toBe(3);
    expect(gaps).toContainEqual({
      kind: 'unsupported',
      reason: `1 of 4 records is of no form that is read: ${form}`,
      evidence: { path: `.claude/${mainFile}`, line: 4 },
    });
  });

  it.each(harmless)('%s is counted, and no gap', async (type, record) => {
    const inventory = await inventoryOf({ ...common, type, ...record }, { ...common, type, ...record });
    expect(inventory).toMatchObject({ code: 0, gaps: [], unclaimed: [{ type, records: 2 }] });
  });

  it('are told from what the agent is known to write', async () => {
    const known: Row[] = [
      { type: 'summary', summary: 'Files were listed', leafUuid: 'b2' },
      { type: 'mode', mode: 'normal', sessionId },
      { type: 'last-prompt', lastPrompt: 'List the files', sessionId },
      {
        type: 'file-history-snapshot',
        messageId: 'm1',
        snapshot: { messageId: 'm1', trackedFileBackups: {} },
      },
      { ...common, type: 'system', subtype: 'init', permissionMode: 'default', tools: ['Bash'] },
      { ...common, type: 'system', subtype: 'status', status: null, permissionMode: 'manual' },
      { ...common, type: 'system', content: 'Running' },
      { ...common, type: 'attachment', attachment: { type: 'command_permissions', allowedTools: ['Bash'] } },
      { ...common, type: 'api-request-log', request: { messages: ['…'] } },
      { type: 'summary', summary: 'x', leafUuid: 'b2', data: { type: 'user', message: 'Files were listed' } },
      {
        type: 'stream_event',
        session_id: sessionId,
        event: { type: 'content_block_start', content_block: { type: 'tool_use', name: 'Bash', input: {} } },
      },
      { type: 'result', subtype: 'success', result: 'Files were listed', session_id: sessionId },
    ];
    expect(await inventoryOf(...known)).toMatchObject({ code: 0, gaps: [], unclaimed: [] });
  });

  it('are one gap a file, with counts and the commonest forms first', async () => {
    const { gaps } = await inventoryOf(
      { type: 'turn_context', approval_policy: 'never' },
      ...Array.from({ length: 3 }, () => ({ type: 'response_item', payload: shell })),
    );
    expect(gaps).toMatchObject([
      { reason: '4 of 7 records are of no form that is read: response_item, turn_context' },
    ]);
  });

  it('do not hide the calls that are read', async () => {
    const call = { ...toolUse(3, 'toolu_2', { command: 'id' }), type: 'agent' };
    const { sessions, gaps } = await inventoryOf(call, toolResult(4, 'toolu_2', 'uid=0'));
    expect(sessions).toMatchObject([{ toolCalls: 2 }]);
    expect(gaps).toMatchObject([{ reason: '1 of 5 records is of no form that is read: agent' }]);
  });

  it('are not counted in a line that is a gap already', async () => {
    const home = homeWith({
      [mainFile]: `${lines(...session)}{"type":"x","x":{"type":"text","text":"go"},\n`,
    });
    const { stdout } = await runCli(['sessions', '--home', home, '--format', 'json']);
    expect(JSON.parse(stdout).gaps).toMatchObject([{ kind: 'malformed' }]);
  });

  it('may be any number of types of any length', async () => {
    const records = Array.from({ length: 300 }, (_, index) => ({
      type: `${'x'.repeat(500)}${index}`,
      cmd: 'id',
    }));
    const { gaps } = await inventoryOf(...records);
    expect(gaps).toHaveLength(1);
    expect(gaps[0].reason.length).toBeLessThan(200);
  });
});

describe('a file given by path', () => {
  async function callsIn(text: string | Uint8Array) {
    const home = homeWith({ given: text });
    return runCli(['sessions', join(home, '.claude', 'given'), '--home', home, '--calls']);
  }

  const chat = {
    sessionId: '7a6b',
    messages: [{ type: 'gemini', toolCalls: [{ args: { command: 'id' } }] }],
  };

  it.each([
    [
      'records of nobody',
      lines({ type: 'step', payload: { command: 'id' } }),
      '1 of 1 records is of no form',
    ],
    ['a document on one line', JSON.stringify(chat), '1 of 1 records is of no form that is read: (no type)'],
    [
      'a document on several',
      JSON.stringify(chat, null, 2),
      '1 of 1 records is of no form that is read: (no type)',
    ],
    ['a list of another form', JSON.stringify([chat, chat]), '2 of 2 records are of no form'],
    ['no object', '42\n', 'is not a JSON object'],
    ['nothing', '', 'holds no record'],
    ['blank lines', '\n \n\n', 'holds no record'],
    ['zero bytes', new Uint8Array(4096), 'truncated'],
    ['zero bytes and line feeds', '\0\0\n\0\n', 'is not a JSON object'],
  ])('with %s in it is a gap', async (_name, text, reason) => {
    const { code, stderr } = await callsIn(text);
    expect(stderr).toContain(reason);
    expect(code).toBe(3);
  });
});
