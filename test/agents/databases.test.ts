import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Statement, writeDatabase } from '../support/database.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const start = Date.UTC(2026, 10, 13, 14);
const store = '.local/share/opencode/opencode.db';

/** https://github.com/anomalyco/opencode/tree/dev/packages/opencode/src/session (`session.sql.ts`) */
const tables: readonly Statement[] = [
  [
    'CREATE TABLE session (id text PRIMARY KEY, project_id text, parent_id text, directory text, title text, version text, time_created integer, time_updated integer)',
  ],
  [
    'CREATE TABLE message (id text PRIMARY KEY, session_id text, time_created integer, time_updated integer, data text)',
  ],
  [
    'CREATE TABLE part (id text PRIMARY KEY, message_id text, session_id text, time_created integer, time_updated integer, data text)',
  ],
  ['CREATE INDEX part_session_idx ON part (session_id)'],
];

const session = (id: string, parent: string | null = null): Statement => [
  'INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ...[id, 'p', parent, '/home/dana/shop', 't', '1.2.27', start, start],
];

const message = (id: string, of: string, role = 'assistant'): Statement => [
  'INSERT INTO message VALUES (?, ?, ?, ?, ?)',
  ...[id, of, start, start, JSON.stringify({ role, modelID: 'm', time: { created: start } })],
];

const part = (id: string, [of, session]: readonly [string, string], data: object): Statement => [
  'INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)',
  ...[id, of, session, start, start, JSON.stringify(data)],
];

const call = (command: string, exit = 0, at = 1) => ({
  type: 'tool',
  tool: 'bash',
  callID: 'c',
  state: {
    status: 'completed',
    input: { command },
    output: 'x'.repeat(200),
    metadata: { exit },
    time: { start: start + at * 1_000, end: start + at * 1_000 + 500 },
  },
});

const conversation: readonly Statement[] = [
  session('ses_3136efdfaffeA1'),
  message('msg_1', 'ses_3136efdfaffeA1', 'user'),
  part('prt_1', ['msg_1', 'ses_3136efdfaffeA1'], { type: 'text', text: 'clean up' }),
  message('msg_2', 'ses_3136efdfaffeA1'),
  part('prt_2', ['msg_2', 'ses_3136efdfaffeA1'], call('make', 2)),
];

function imageWith(statements: readonly Statement[], unwritten: readonly Statement[] = []) {
  const image = evidenceImage({});
  const path = join(image.home, store);
  writeDatabase(path, statements, unwritten);
  return { ...image, path };
}

async function told({ home, root }: { readonly home: string; readonly root: string }) {
  const place = ['--home', home, '--root', root];
  const calls = await runCli(['sessions', ...place, '--format', 'ndjson']);
  const summary = JSON.parse((await runCli(['sessions', ...place, '--format', 'json'])).stdout);
  return {
    rows: calls.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
    sessions: summary.sessions.filter(({ agent }: { agent: string }) => agent !== 'claude-code'),
    gaps: summary.gaps.map(({ kind, reason }: { kind: string; reason: string }) => `${kind}: ${reason}`),
  };
}

describe('a database', () => {
  it('is read with its sessions, messages and calls, each by its row', async () => {
    const { rows, sessions, gaps } = await told(imageWith([...tables, ...conversation]));
    expect(rows).toMatchObject([
      {
        id: 'prt_2',
        agent: 'opencode',
        sessionId: 'ses_3136efdfaffeA1',
        cwd: '/home/dana/shop',
        outcome: 'failed',
        permissionMode: 'unknown',
        evidence: { path: store, table: 'part', row: '2' },
      },
    ]);
    expect(sessions).toMatchObject([{ humanPrompts: 1, firstPrompt: 'clean up', versions: ['1.2.27'] }]);
    expect(gaps).toEqual([]);
  });

  it('is read with what stands in its log alone', async () => {
    const unwritten = [
      session('ses_3136efdfaffeB2'),
      message('msg_3', 'ses_3136efdfaffeB2'),
      part('prt_3', ['msg_3', 'ses_3136efdfaffeB2'], call('rm -rf ~/Documents')),
    ];
    const { rows, gaps } = await told(imageWith([...tables, ...conversation], unwritten));
    expect(rows.map(({ id }) => id)).toEqual(['prt_2', 'prt_3']);
    expect(gaps).toEqual([]);
  });

  it('is left as it is, and nothing is left beside it or in the temporary folder', async () => {
    const image = imageWith([...tables, ...conversation], [message('msg_3', 'ses_3136efdfaffeA1')]);
    const before = stateOf(image.path);
    await told(image);
    expect(stateOf(image.path)).toEqual(before);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('yolo-triage-database-'))).toEqual([]);
  });

  it('joins subagents to the session that started them', async () => {
    const child = [
      session('ses_3136efdfaffeC3', 'ses_3136efdfaffeA1'),
      message('msg_4', 'ses_3136efdfaffeC3'),
    ];
    const { rows } = await told(
      imageWith([
        ...tables,
        ...conversation,
        ...child,
        part('prt_4', ['msg_4', 'ses_3136efdfaffeC3'], call('ls')),
      ]),
    );
    expect(rows.at(-1)).toMatchObject({ sessionId: 'ses_3136efdfaffeA1', agentId: 'ses_3136efdfaffeC3' });
  });

  it('is known by what stands in it where it is given by path', async () => {
    const { home, root, path } = imageWith([...tables, ...conversation]);
    const elsewhere = join(root, 'copied.db');
    writeFileSync(elsewhere, readFileSync(path));
    const { stdout } = await runCli([
      'sessions',
      elsewhere,
      '--home',
      home,
      '--root',
      root,
      '--calls',
      '--format',
      'ndjson',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'prt_2', agent: 'opencode' });
  });

  it('is read where a variable moves it, whatever it is called', async () => {
    const image = evidenceImage({ 'home/dana/.zshrc': 'export OPENCODE_DB=~/state/oc\n' });
    writeDatabase(join(image.home, 'state/oc'), [...tables, ...conversation]);
    expect((await told(image)).rows).toMatchObject([{ id: 'prt_2', evidence: { path: 'state/oc' } }]);
  });

  it('without a session is none', async () => {
    const { sessions, gaps } = await told(imageWith(tables));
    expect({ sessions, gaps }).toEqual({ sessions: [], gaps: [] });
  });

  it('with what was said in a session that was taken away is read', async () => {
    const { rows } = await told(imageWith([...tables, ...conversation, ['DELETE FROM session']]));
    expect(rows).toMatchObject([{ id: 'prt_2', sessionId: 'ses_3136efdfaffeA1' }]);
  });
});

describe('a damaged database', () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    part(`prt_${100 + index}`, ['msg_2', 'ses_3136efdfaffeA1'], call(`echo ${index}`, 0, index)),
  );

  it.each([
    ['cut in half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['a text', () => Buffer.from('{"a": 1}\n')],
    ['empty', () => Buffer.alloc(0)],
    ['without its header', (bytes: Buffer) => Buffer.concat([Buffer.alloc(100, 7), bytes.subarray(100)])],
  ])('that is %s is a gap', async (_how, damage) => {
    const image = imageWith([...tables, ...conversation, ...many]);
    writeFileSync(image.path, damage(readFileSync(image.path)));
    expect((await told(image)).gaps).not.toEqual([]);
  });

  it('gives the rows of the pages that are whole', async () => {
    const image = imageWith([...tables, ...conversation, ...many]);
    const bytes = readFileSync(image.path);
    const at = bytes.indexOf('echo 30');
    const page = at - (at % bytes.readUInt16BE(16));
    writeFileSync(
      image.path,
      Buffer.concat([bytes.subarray(0, page), Buffer.alloc(4096, 0xff), bytes.subarray(page + 4096)]),
    );
    const { rows, gaps } = await told(image);
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.length).toBeLessThan(61);
    expect(gaps.join()).toContain('malformed: cannot be read as a whole');
  });

  it('says where its log is broken, and takes what stands before', async () => {
    const image = imageWith(
      [...tables, ...conversation],
      [part('prt_3', ['msg_2', 'ses_3136efdfaffeA1'], call('id'))],
    );
    const log = readFileSync(`${image.path}-wal`);
    log.fill(1, log.length - 50);
    writeFileSync(`${image.path}-wal`, log);
    const { rows, gaps } = await told(image);
    expect(rows.map(({ id }) => id)).toEqual(['prt_2']);
    expect(gaps.join()).toContain('its write-ahead log is broken from frame');
  });

  it('does not take what an older log left behind for damage', async () => {
    const image = imageWith(
      [...tables, ...conversation],
      [part('prt_3', ['msg_2', 'ses_3136efdfaffeA1'], call('id'))],
    );
    const log = readFileSync(`${image.path}-wal`);
    const frame = Buffer.alloc(24 + log.readUInt32BE(8), 9);
    writeFileSync(`${image.path}-wal`, Buffer.concat([log, frame]));
    const { rows, gaps } = await told(image);
    expect(rows).toHaveLength(2);
    expect(gaps).toEqual([]);
  });

  it.each([
    [
      'that is a view',
      'CREATE VIEW part AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id, x AS session_id FROM n',
    ],
    ['that is not there', 'SELECT 1'],
  ])('with a table %s is a gap, and ends', async (_what, sql) => {
    const image = imageWith([...tables, ...conversation, ['DROP TABLE part'], [sql]]);
    expect((await told(image)).gaps.join()).toContain('unsupported: has no table part');
  });

  it('is read as far as it goes whatever it holds: no exception, no silence', async () => {
    const image = imageWith([...tables, ...conversation, ...many], [message('msg_9', 'ses_3136efdfaffeA1')]);
    const whole = ['', '-wal'].map((ending) => readFileSync(`${image.path}${ending}`));
    const cut = fc.record({
      file: fc.nat(1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(600),
      bytes: fc.uint8Array({ maxLength: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(cut, async ({ file, at, length, bytes }) => {
        const [path, before] = [`${image.path}${file === 0 ? '' : '-wal'}`, whole[file] ?? Buffer.alloc(0)];
        const from = Math.floor(at * before.length);
        writeFileSync(path, Buffer.concat([before.subarray(0, from), bytes, before.subarray(from + length)]));
        const { code } = await runCli([
          'sessions',
          '--home',
          image.home,
          '--root',
          image.root,
          '--format',
          'json',
        ]);
        writeFileSync(path, before);
        expect([0, 3]).toContain(code);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

function stateOf(path: string) {
  return readdirSync(dirname(path)).map((name) => [
    name,
    readFileSync(join(dirname(path), name)).toString('base64'),
  ]);
}
