import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Statement, writeDatabase } from '../support/database.ts';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = '/home/dana/shop';
const store = '.config/Cursor/User/globalStorage/state.vscdb';
const id = '0a1b2c3d-1111-4222-8333-444455556666';
const iso = (second: number) => new Date(Date.UTC(2026, 10, 13, 14) + second * 1_000).toISOString();

async function told(files: ImageFiles, rows: Readonly<Record<string, unknown>> = {}) {
  const below = Object.entries(files).map(([path, text]) => [`home/dana/${path}`, text]);
  const image = evidenceImage(Object.fromEntries(below));
  if (Object.keys(rows).length > 0) writeDatabase(join(image.home, store), statements(rows));
  const place = ['--home', image.home, '--root', image.root];
  const calls = await runCli(['sessions', ...place, '--format', 'ndjson']);
  const summary = JSON.parse((await runCli(['sessions', ...place, '--format', 'json'])).stdout);
  return {
    image,
    rows: calls.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
    sessions: summary.sessions.filter(({ agent }: { agent: string }) => agent === 'cursor'),
    gaps: summary.gaps.map(({ reason }: { reason: string }) => reason) as string[],
  };
}

function statements(rows: Readonly<Record<string, unknown>>): Statement[] {
  const make = 'CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)';
  return [
    [make],
    ...Object.entries(rows).map(
      ([key, value]): Statement => [
        'INSERT INTO cursorDiskKV VALUES (?, ?)',
        key,
        typeof value === 'string' ? value : JSON.stringify(value),
      ],
    ),
  ];
}

/** A conversation of a human and messages of the agent, as the editor keeps it. */
function conversation(calls: readonly object[], more: object = {}, of = id) {
  const bubbles = [
    { _v: 3, type: 1, bubbleId: 'b0', text: 'clean up', createdAt: iso(0) },
    ...calls.map((call, index) => ({
      _v: 3,
      type: 2,
      bubbleId: `b${index + 1}`,
      createdAt: iso(index + 1),
      toolFormerData: { toolCallId: `call_${of.slice(9, 13)}_${index}`, status: 'completed', ...call },
    })),
  ];
  const headers = bubbles.map(({ bubbleId, type }) => ({ bubbleId, type }));
  const composer = {
    composerId: of,
    createdAt: Date.UTC(2026, 10, 13, 14),
    fullConversationHeadersOnly: headers,
    workspaceIdentifier: { uri: { fsPath: cwd } },
    ...more,
  };
  return {
    [`composerData:${of}`]: composer,
    ...Object.fromEntries(bubbles.map((bubble) => [`bubbleId:${of}:${bubble.bubbleId}`, bubble])),
  };
}

const command = (line: string, more: object = {}) => ({
  tool: 15,
  name: 'run_terminal_command_v2',
  rawArgs: JSON.stringify({ command: line, is_background: false }),
  result: JSON.stringify({ output: 'x', exitCode: 0, rejected: false }),
  ...more,
});

describe('the database of Cursor', () => {
  it('gives calls with their folder, time, effects and place', async () => {
    const { rows, sessions, gaps } = await told({}, conversation([command('rm -rf ~/Documents')]));
    expect(rows).toMatchObject([
      {
        agent: 'cursor',
        sessionId: id,
        cwd,
        toolKind: 'shell',
        startedAt: iso(1),
        permissionMode: 'unknown',
        outcome: 'succeeded',
        evidence: { path: store, table: 'cursorDiskKV', row: `bubbleId:${id}:b1` },
      },
    ]);
    expect(rows[0].effects).toContainEqual(expect.objectContaining({ action: 'delete', zone: 'home' }));
    expect(sessions).toMatchObject([{ humanPrompts: 1, firstPrompt: 'clean up' }]);
    expect(gaps).toEqual([]);
  });

  it.each([
    ['succeeded', { result: JSON.stringify({ output: '', exitCodeV2: 0 }) }],
    ['failed', { result: JSON.stringify({ output: '', exitCode: 2 }) }],
    ['failed', { additionalData: { status: 'error' }, result: JSON.stringify({ exitCode: 1 }) }],
    ['denied', { additionalData: { status: 'rejected' }, result: JSON.stringify({ rejected: true }) }],
    ['denied', { status: 'rejected', result: undefined }],
    ['denied', { userDecision: 'rejected', result: '{}' }],
    ['denied', { status: 'cancelled', error: { clientVisibleErrorMessage: 'Rejected: User chose to skip' } }],
    ['interrupted', { status: 'cancelled', result: undefined }],
    [
      'failed',
      { status: 'error', error: { clientVisibleErrorMessage: 'File not found' }, result: undefined },
    ],
    ['unknown', { result: undefined }],
    ['unknown', { status: 'loading', result: undefined }],
    // What is offered to the human is not what the human chose.
    [
      'succeeded',
      { additionalData: { reviewData: { selectedOption: 'reject' }, blockReason: 'Not in allowlist' } },
    ],
  ])('tells that a command %s by %j', async (outcome, more) => {
    expect((await told({}, conversation([command('make', more)]))).rows).toMatchObject([{ outcome }]);
  });

  it('knows servers, files, patches and folders by the names of all versions', async () => {
    const calls = [
      {
        name: 'mcp_linear_get_issue',
        rawArgs: JSON.stringify({ args: { id: 'N-1' }, providerIdentifier: 'linear', toolName: 'get_issue' }),
      },
      {
        name: 'mcp_db_query',
        params: JSON.stringify({ tools: [{ serverName: 'db', name: 'query', parameters: '{"sql":"x"}' }] }),
      },
      { name: 'delete_file', rawArgs: JSON.stringify({ target_file: '/home/dana/x' }) },
      { name: 'read_file_v2', params: { relativeWorkspacePath: 'src/a.ts' } },
    ];
    const { rows } = await told({}, conversation(calls));
    expect(rows).toMatchObject([
      { toolKind: 'mcp', mcp: { server: 'linear', tool: 'get_issue' } },
      { toolKind: 'mcp', mcp: { server: 'db', tool: 'query' } },
      { toolKind: 'write', effects: [{ action: 'delete', target: '/home/dana/x' }] },
      { toolKind: 'read', effects: [{ action: 'read', target: `${cwd}/src/a.ts` }] },
    ]);
  });

  it('reads what a conversation no longer names, and conversations of older versions', async () => {
    const older = '0a1b2c3d-2222-4222-8333-444455556666';
    const { rows } = await told(
      {},
      {
        ...conversation([command('make'), command('make test')], { fullConversationHeadersOnly: [] }),
        [`composerData:${older}`]: {
          composerId: older,
          createdAt: Date.UTC(2026, 10, 14),
          conversation: [
            {
              type: 2,
              bubbleId: 'z',
              toolFormerData: { ...command('ls'), toolCallId: 'c9', status: 'completed' },
            },
          ],
        },
      },
    );
    expect(rows.map(({ argument }) => argument).sort()).toEqual(['ls', 'make', 'make test']);
    expect(rows.find(({ argument }) => argument === 'ls').evidence.pointer).toBe('/conversation/0');
  });

  it('joins the conversations of subagents', async () => {
    const child = '0a1b2c3d-3333-4222-8333-444455556666';
    const { rows } = await told(
      {},
      {
        ...conversation([command('make')]),
        ...conversation([command('ls')], { subagentInfo: { parentComposerId: id } }, child),
      },
    );
    expect(rows.find(({ argument }) => argument === 'ls')).toMatchObject({ sessionId: id, agentId: child });
  });

  it('holds what a file held before an edit', async () => {
    const edit = {
      name: 'edit_file_v2',
      rawArgs: '',
      params: JSON.stringify({ relativeWorkspacePath: 'a.txt' }),
      result: JSON.stringify({
        beforeContentId: 'composer.content.aa',
        afterContentId: 'composer.content.bb',
      }),
    };
    const contents = { 'composer.content.aa': 'old\n', 'composer.content.bb': 'new\n' };
    const { image } = await told({}, { ...conversation([edit]), ...contents });
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

  it('names messages of an unknown form', async () => {
    const odd = {
      [`bubbleId:${id}:b9`]: { type: 7, command: 'rm -rf /' },
      [`bubbleId:${id}:b8`]: '{"type":',
    };
    const { gaps } = await told(
      {},
      { ...conversation([command('make')]), ...odd, [`bubbleId:${id}:b7`]: 'null' },
    );
    expect(gaps.join()).toContain(
      '2 records are of no form that is read: bubble of type 7, message that is no JSON',
    );
  });

  it('without a conversation is none', async () => {
    const { sessions, gaps } = await told(
      {},
      { 'composerData:x': { composerId: 'x', fullConversationHeadersOnly: [] } },
    );
    expect({ sessions, gaps }).toEqual({ sessions: [], gaps: [] });
  });
});

describe('a transcript of Cursor', () => {
  const folder = `.cursor/projects/home-dana-shop/agent-transcripts/${id}`;
  const user = (text: string) => ({ role: 'user', message: { content: [{ type: 'text', text }] } });
  const asked = (words: string) =>
    user(
      `<timestamp>Friday, Nov 13, 2026, 2:05 PM (UTC+0)</timestamp>\n<user_query>\n${words}\n</user_query>`.replace(
        'Nov ',
        'November ',
      ),
    );
  const made = (name: string, input: unknown) => ({
    role: 'assistant',
    message: {
      content: [
        { type: 'text', text: '…' },
        { type: 'tool_use', name, input },
      ],
    },
  });
  const lines = (...records: readonly object[]) => records.map((record) => JSON.stringify(record)).join('\n');

  it('gives calls, prompts and the folder that a path tells, and says what it does not hold', async () => {
    const { rows, sessions, gaps } = await told({
      [`${folder}/${id}.jsonl`]: lines(
        asked('clean up'),
        made('Shell', { command: 'rm -rf ~/Documents' }),
        user('<timestamp>x</timestamp>\n<user_query>The above subagent result is visible.</user_query>'),
        made('ApplyPatch', `*** Begin Patch\n*** Add File: ${cwd}/a.txt\n+x\n*** End Patch`),
        made('Grep path\n/home', { pattern: 'x' }),
      ),
    });
    expect(rows).toMatchObject([
      {
        tool: 'Shell',
        cwd,
        sessionId: id,
        outcome: 'unknown',
        permissionMode: 'unknown',
        evidence: { line: 2 },
      },
      { tool: 'ApplyPatch', toolKind: 'patch', effects: [{ action: 'write', target: `${cwd}/a.txt` }] },
      { tool: 'Grep', toolKind: 'search' },
    ]);
    expect(rows[0].startedAt).toBeUndefined();
    expect(sessions).toMatchObject([
      { humanPrompts: 1, firstPrompt: 'clean up', startedAt: '2026-11-13T14:05:00.000Z' },
    ]);
    expect(gaps).toEqual([expect.stringContaining('hold no results, no times and no modes')]);
  });

  it('of a subagent belongs to its session', async () => {
    const { rows } = await told({
      [`${folder}/${id}.jsonl`]: lines(asked('go'), made('Subagent', { prompt: 'look' })),
      [`${folder}/subagents/77.jsonl`]: lines(
        user('<user_query>\nlook\n</user_query>'),
        made('Read', { path: `${cwd}/a` }),
      ),
    });
    expect(rows[1]).toMatchObject({ tool: 'Read', sessionId: id, agentId: '77' });
  });

  it('is left out where the database holds the same session, and read where it holds more', async () => {
    const transcript = (...calls: readonly object[]) => ({
      [`${folder}/${id}.jsonl`]: lines(asked('clean up'), ...calls),
    });
    const database = conversation([command('make')]);
    const both = await told(transcript(made('Shell', { command: 'make' })), database);
    expect(both.rows).toMatchObject([{ tool: 'run_terminal_command_v2' }]);
    const more = transcript(made('Shell', { command: 'make' }), made('Shell', { command: 'rm -rf ~/x' }));
    const { rows, gaps } = await told(more, database);
    expect(rows).toHaveLength(3);
    expect(gaps.join()).toContain('holds more calls than the database');
  });

  it('is asked about with the prompt above it', async () => {
    const image = evidenceImage({
      [`home/dana/${folder}/${id}.jsonl`]: lines(
        asked('first'),
        made('Shell', { command: 'ls' }),
        asked('delete it'),
        made('Shell', { command: 'rm -rf ~/x' }),
      ),
    });
    const { stdout } = await runCli([
      'sessions',
      '--home',
      image.home,
      '--root',
      image.root,
      '--calls',
      '--prompts',
      '--format',
      'ndjson',
    ]);
    const prompts = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line).prompt);
    expect(prompts).toEqual(['first', 'delete it']);
  });
});

describe('transcripts of the first form, a text', () => {
  it('have prompts and calls, and nothing that became of them', async () => {
    const text = [
      'user:',
      '<user_query>',
      'clean up',
      '</user_query>',
      '',
      'assistant:',
      '[Thinking] rm -rf /',
      '[Tool call] Shell',
      '  command: rm -rf ~/Documents',
      '  description: x',
      '',
      'It is done.',
      '[Tool call] ApplyPatch',
      '  *** Begin Patch',
      '  *** Update File: /home/dana/shop/a.txt',
      '  *** End Patch',
      '[Tool result] Shell',
      'assistant:',
      '[Tool call] Read',
      '  path=/home/dana/.ssh/id_rsa',
    ].join('\n');
    const { home, root } = evidenceImage({ 'home/dana/.cursor/projects/p/agent-transcripts/t1.txt': text });
    const { stdout } = await runCli(['sessions', '--home', home, '--root', root, '--format', 'ndjson']);
    const rows = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    expect(rows).toMatchObject([
      {
        sessionId: 't1',
        tool: 'Shell',
        toolKind: 'shell',
        argument: 'rm -rf ~/Documents',
        outcome: 'unknown',
      },
      { tool: 'ApplyPatch', effects: [{ action: 'write', target: '/home/dana/shop/a.txt' }] },
      { tool: 'Read', argument: '/home/dana/.ssh/id_rsa', evidence: { line: 19 } },
    ]);
  });
});
