import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Statement, writeDatabase } from '../support/database.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const store = '.local/share/goose/sessions/sessions.db';
const start = Date.UTC(2026, 10, 13, 14) / 1_000;

/** https://github.com/block/goose/blob/main/crates/goose/src/session/session_manager.rs */
const tables: readonly Statement[] = [
  [
    "CREATE TABLE sessions (id TEXT PRIMARY KEY, session_type TEXT NOT NULL DEFAULT 'user', working_dir TEXT NOT NULL, created_at TIMESTAMP, model_config_json TEXT, goose_mode TEXT NOT NULL DEFAULT 'auto', parent_session_id TEXT)",
  ],
  [
    'CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT, session_id TEXT NOT NULL, role TEXT NOT NULL, content_json TEXT NOT NULL, created_timestamp INTEGER NOT NULL, timestamp TIMESTAMP, tokens INTEGER, metadata_json TEXT)',
  ],
];

const session = (id: string, mode = 'auto', parent: string | null = null): Statement => [
  'INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)',
  ...[id, 'user', '/home/dana/shop', '2026-11-13 14:00:00', '{"model_name":"m"}', mode, parent],
];

const message = (of: string, role: string, second: number, ...blocks: readonly object[]): Statement => [
  'INSERT INTO messages (session_id, role, content_json, created_timestamp) VALUES (?, ?, ?, ?)',
  ...[of, role, JSON.stringify(blocks), start + second],
];

const request = (id: string, name: string, args: object) => ({
  type: 'toolRequest',
  id,
  toolCall: { status: 'success', value: { name, arguments: args } },
});
const response = (id: string, toolResult: object) => ({ type: 'toolResponse', id, toolResult });
const printed = (text: string, more: object = {}) => ({
  status: 'success',
  value: { content: [{ type: 'text', text }], isError: false, ...more },
});

async function told(statements: readonly Statement[]) {
  const { home, root } = evidenceImage({});
  writeDatabase(join(home, store), [...tables, ...statements]);
  const place = ['--home', home, '--root', root];
  const { stdout } = await runCli(['sessions', ...place, '--format', 'ndjson']);
  const summary = JSON.parse((await runCli(['sessions', ...place, '--format', 'json'])).stdout);
  return {
    rows: stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
    sessions: summary.sessions.filter(({ agent }: { agent: string }) => agent === 'goose'),
    statements: summary.coverage.statements as string[],
    gaps: summary.gaps.map(({ reason }: { reason: string }) => reason) as string[],
  };
}

describe('Goose', () => {
  it.each([
    ['auto', 'bypassPermissions'],
    ['approve', 'default'],
    ['smart_approve', 'auto'],
    ['chat', 'plan'],
    ['future', 'unknown'],
  ])('in the mode %s records calls as %s', async (mode, permissionMode) => {
    const { rows } = await told([
      session('20261113_1', mode),
      message('20261113_1', 'assistant', 1, request('a', 'developer__shell', { command: 'ls' })),
    ]);
    expect(rows).toMatchObject([{ permissionMode, recordedMode: mode, cwd: '/home/dana/shop' }]);
  });

  it.each([
    ['succeeded', printed('ok')],
    ['failed', printed('x', { structuredContent: { exit_code: 2 } })],
    ['failed', printed('x', { isError: true })],
    ['failed', { status: 'error', error: 'no such tool' }],
    ['denied', printed('The user has declined to run this tool. DO NOT attempt to call this tool again.')],
    ['not-run', printed('Let the user know the tool call was skipped in goose chat mode.')],
  ])('tells that a call %s by %j', async (outcome, result) => {
    const { rows } = await told([
      session('20261113_1'),
      message('20261113_1', 'assistant', 1, request('a', 'developer__shell', { command: 'make' })),
      message('20261113_1', 'user', 2, response('a', result)),
    ]);
    expect(rows).toMatchObject([{ outcome, startedAt: '2026-11-13T14:00:01.000Z' }]);
  });

  it('tells what its editor does, servers, subagents and prompts from results', async () => {
    const { rows, sessions, statements, gaps } = await told([
      session('20261113_1'),
      session('20261113_2', 'auto', '20261113_1'),
      message('20261113_1', 'user', 0, { type: 'text', text: 'clean up' }),
      message(
        '20261113_1',
        'assistant',
        1,
        request('a', 'developer__text_editor', { command: 'view', path: '/home/dana/a' }),
        request('b', 'developer__text_editor', { command: 'write', path: '/home/dana/a', file_text: 'x' }),
        request('c', 'linear__get_issue', { id: '1' }),
        { type: 'toolConfirmationRequest', id: 'c', toolName: 'x', arguments: {} },
      ),
      message('20261113_1', 'user', 2, response('a', printed('x'))),
      message('20261113_2', 'assistant', 3, request('d', 'shell', { command: 'ls' })),
    ]);
    expect(rows).toMatchObject([
      { toolKind: 'read', effects: [{ action: 'read', target: '/home/dana/a' }] },
      { toolKind: 'write', effects: [{ action: 'write', target: '/home/dana/a' }] },
      { toolKind: 'mcp', mcp: { server: 'linear', tool: 'get_issue' } },
      { toolKind: 'shell', sessionId: '20261113_1', agentId: '20261113_2' },
    ]);
    expect(sessions).toMatchObject([{ humanPrompts: 1, firstPrompt: 'clean up', models: ['m'] }]);
    expect(statements).toContain(
      'records of Goose were read as public sources describe them: no real file was at hand to confirm it',
    );
    expect(gaps).toEqual([]);
  });

  it('reads the files of older versions', async () => {
    const { home, root } = evidenceImage({
      'home/dana/.local/share/goose/sessions/20250601_1.jsonl': [
        { working_dir: '/home/dana/shop', description: 'x' },
        { role: 'user', created: start, content: [{ type: 'text', text: 'go' }] },
        {
          role: 'assistant',
          created: start + 1,
          content: [request('a', 'developer__shell', { command: 'ls' })],
        },
      ]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    });
    const { stdout } = await runCli([
      'sessions',
      '--home',
      home,
      '--root',
      root,
      '--calls',
      '--format',
      'ndjson',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      agent: 'goose',
      sessionId: '20250601_1',
      cwd: '/home/dana/shop',
      permissionMode: 'unknown',
    });
  });

  it('names messages of an unknown form', async () => {
    const { gaps } = await told([
      session('20261113_1'),
      message('20261113_1', 'assistant', 1, { type: 'future', command: 'x' }),
      [
        'INSERT INTO messages (session_id, role, content_json, created_timestamp) VALUES (?, ?, ?, ?)',
        '20261113_1',
        'user',
        '{"broken',
        start,
      ],
    ]);
    expect(gaps.join()).toContain('2 records are of no form that is read: future, message that is no list');
  });
});

describe('the log of a desktop session', () => {
  const folder = '.config/Claude/local-agent-mode-sessions/o/w/local_1';
  const lines = [
    {
      type: 'system',
      subtype: 'init',
      cwd: '/sessions/x',
      session_id: 'cw-1',
      permissionMode: 'default',
      tools: [],
    },
    {
      type: 'assistant',
      session_id: 'cw-1',
      message: {
        id: 'm',
        role: 'assistant',
        content: [{ type: 'tool_use', id: 't1', name: 'Bash', input: { command: 'ls' } }],
      },
      _audit_timestamp: '2026-11-13T14:00:01.000Z',
    },
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');

  it('is read with its own times where the transcript beside it is gone', async () => {
    const { home, root } = evidenceImage({ [`home/dana/${folder}/audit.jsonl`]: text });
    const { stdout } = await runCli([
      'sessions',
      '--home',
      home,
      '--root',
      root,
      '--calls',
      '--format',
      'ndjson',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      id: 't1',
      startedAt: '2026-11-13T14:00:01.000Z',
      sessionId: 'cw-1',
    });
  });
});

describe('a database of Goose without messages', () => {
  it('of a session: it had one, and nothing of it is there', async () => {
    const { gaps } = await told([session('20261103_1')]);
    expect(gaps).toEqual([expect.stringContaining('shows that Goose had sessions')]);
  });

  it('as it is installed: it says nothing', async () => {
    expect((await told([])).gaps).toEqual([]);
  });
});
