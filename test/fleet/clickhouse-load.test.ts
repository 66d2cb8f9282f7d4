import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Answer,
  everyColumn,
  type PretendServer,
  pretendClickHouse,
} from '../support/pretend-clickhouse.ts';
import { runCli } from '../support/run-cli.ts';
import { lines, row, writeSpool } from './spool.ts';

let folder: string;
let servers: PretendServer[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clickhouse-'));
  servers = [];
});
afterEach(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

async function start(before?: Answer): Promise<PretendServer> {
  const server = await pretendClickHouse(before);
  servers.push(server);
  return server;
}

const load = (url: string, env: Record<string, string> = {}) =>
  runCli(['fleet', 'load', folder, '--clickhouse', url], { env });

const calls = (...ids: string[]) => lines(ids.map((eventId) => row('calls', { eventId })));

describe('fleet load --clickhouse', () => {
  it('makes what is missing, inserts rows, then says how far it came', async () => {
    writeSpool(folder, 'calls', calls('a', 'b'));
    writeSpool(folder, 'servers', lines([row('servers', { eventId: 's' })]));
    const server = await start(({ sql }, response) => {
      if (!sql.includes('system.columns')) return false;
      response.end();
      return true;
    });
    const { code, stdout } = await load(`${server.url}/fleet`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^calls +2$/m);
    expect(server.rows('calls').map(({ eventId }) => eventId)).toEqual(['a', 'b']);
    const order = server.received.map(({ sql }) => sql.split(/[\s(]/).slice(0, 3).join(' '));
    expect(order.indexOf('CREATE DATABASE IF')).toBeLessThan(order.indexOf('INSERT INTO fleet.calls'));
    expect(order.indexOf('INSERT INTO fleet.servers')).toBeLessThan(
      order.indexOf('INSERT INTO fleet.loaded_files'),
    );
  });

  it.each([
    ['are added', '', 0],
    ['on a cluster are asked for', '{"table":"calls_local","name":"any"}\n', 2],
  ])('columns of a later version %s', async (_, further, code) => {
    writeSpool(folder, 'calls', calls('a'));
    const server = await start(({ sql }, response) => {
      if (!sql.includes('system.columns')) return false;
      response.end(everyColumn.replace('{"table":"calls","name":"tool"}\n', further));
      return true;
    });
    expect((await load(server.url)).code).toBe(code);
    const added = server.received.filter(({ sql }) => sql.startsWith('ALTER TABLE'));
    expect(added.map(({ sql }) => /ADD COLUMN IF NOT EXISTS `(\w+)`/.exec(sql)?.[1])).toEqual(
      code === 0 ? ['tool'] : [],
    );
  });

  it('goes on where the server says that the last load was', async () => {
    const file = writeSpool(folder, 'calls', calls('a', 'b'));
    const server = await start();
    await load(server.url);
    appendFileSync(file, calls('c'));
    expect((await load(server.url)).stdout).toContain('1 resumed');
    expect(server.rows('calls').map(({ eventId }) => eventId)).toEqual(['a', 'b', 'c']);
    expect((await load(server.url)).stdout).toContain('1 unchanged');
  });

  it('gives the same rows the same token', async () => {
    writeSpool(folder, 'calls', calls('a'));
    const tokens = [];
    for (const server of [await start(), await start()]) {
      await load(server.url);
      tokens.push(server.received.find(({ sql }) => sql.startsWith('INSERT INTO yolo_triage.calls')));
    }
    const [one, other] = tokens.map((request) => request?.settings['insert_deduplication_token']);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(other).toBe(one);
  });

  it('counts what it refuses once, whatever comes later', async () => {
    writeSpool(folder, 'calls', `${calls('a')}{"torn\n${calls('b')}`);
    const server = await start();
    await load(server.url);
    expect((await load(server.url)).stdout).toMatch(/^not-json +1 /m);
    expect(server.rows('calls')).toHaveLength(2);
    expect(server.rows('loaded_files')).toMatchObject([
      { lines: 3, refused: '{"not-json":{"detail":"","firstLine":2,"count":1}}' },
    ]);
  });
});

describe('when the server fails', () => {
  const fails =
    (status: number, text: string, times = 1): Answer =>
    ({ sql }, response) => {
      if (!sql.startsWith('INSERT INTO yolo_triage.calls') || times === 0) return false;
      times -= 1;
      response.statusCode = status;
      response.end(text);
      return true;
    };

  it.each([
    ['busy', 503, 'Service Unavailable'],
    ['out of parts', 500, 'Code: 252. DB::Exception: Too many parts'],
    ['without its keeper', 500, 'Code: 999. Coordination::Exception'],
  ])('%s: tries again', async (_, status, text) => {
    writeSpool(folder, 'calls', calls('a'));
    const server = await start(fails(status, text));
    expect((await load(server.url)).code).toBe(0);
    expect(server.rows('calls')).toHaveLength(1);
  });

  it('a connection that breaks off: tries again', async () => {
    writeSpool(folder, 'calls', calls('a'));
    let broken = false;
    const server = await start(({ sql }, response) => {
      if (broken || !sql.startsWith('INSERT INTO yolo_triage.calls')) return false;
      broken = true;
      response.destroy();
      return true;
    });
    expect((await load(server.url)).code).toBe(0);
    expect(server.rows('calls')).toHaveLength(1);
  });

  it('a row that it does not take: loads all others, and counts that one', async () => {
    writeSpool(folder, 'calls', calls('a', 'b', 'poison', 'c', 'd'));
    const server = await start(({ body }, response) => {
      if (!body.includes('poison') || body.includes('refused-by-engine')) return false;
      response.statusCode = 400;
      response.end('Code: 27. DB::Exception: Cannot parse input');
      return true;
    });
    const { stdout } = await load(server.url);
    expect(stdout).toMatch(/^calls +4$/m);
    expect(stdout).toMatch(/^refused-by-engine +1 /m);
    expect(server.rows('calls').map(({ eventId }) => eventId)).toEqual(['a', 'b', 'c', 'd']);
    expect(server.rows('loaded_files')[0]?.['refused']).toMatch(/^{"refused-by-engine":.*"count":1}}$/);
  });

  it('an answer without end: ends', async () => {
    writeSpool(folder, 'calls', calls('a'));
    const server = await start((_, response) => {
      const megabytes = Buffer.alloc(8 * 1024 * 1024, 0x20);
      const more = () => response.write(megabytes, (error) => error ?? setImmediate(more));
      more();
      return true;
    });
    expect(await load(server.url)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('does not end'),
    });
  });

  it('a refusal: ends, says why on one line, and remembers nothing', async () => {
    writeSpool(folder, 'calls', calls('a'));
    const server = await start(fails(500, 'Code: 497.\u001b[2J\nNot enough privileges'));
    const { code, stderr } = await load(server.url);
    expect(code).toBe(2);
    expect(stderr).toContain('Code: 497. [2J Not enough privileges');
    expect(server.rows('loaded_files')).toEqual([]);
  });

  it('another program on that port: ends', async () => {
    writeSpool(folder, 'calls', calls('a'));
    const server = await start((_, response) => {
      response.end('<html>It works!</html>');
      return true;
    });
    const { code, stderr } = await load(server.url);
    expect(code).toBe(2);
    expect(stderr).toContain('this is no ClickHouse server');
  });
});

describe('the one address that the user names', () => {
  it('is the only one: a redirect is not followed', async () => {
    writeSpool(folder, 'calls', calls('a'));
    const elsewhere = await start();
    const server = await start((_, response) => {
      response.writeHead(307, { location: elsewhere.url }).end();
      return true;
    });
    const { code, stderr } = await load(server.url);
    expect(code).toBe(2);
    expect(stderr).toContain('points to another address');
    expect(elsewhere.received).toEqual([]);
  });

  const password = ['not', 'a', 'real', 'one'].join('-');

  it.each([
    ['the address', (url: string) => url.replace('//', `//loader:${password}@`), {}],
    ['variables', (url: string) => url, { CLICKHOUSE_USER: 'loader', CLICKHOUSE_PASSWORD: password }],
  ])('takes credentials from %s, and never shows them', async (_, address, env) => {
    writeSpool(folder, 'calls', calls('a'));
    const server = await start();
    const good = await load(address(server.url), env);
    expect(server.received.map(({ headers }) => headers['x-clickhouse-user'])).toContain('loader');
    expect(server.received.map(({ headers }) => headers['x-clickhouse-key'])).toContain(password);
    server.close();
    const refused = await start(({ sql }, response) => {
      response.statusCode = 403;
      response.end(`Code: 516. DB::Exception: ${sql.slice(0, 20)}`);
      return true;
    });
    const bad = await load(address(refused.url), env);
    expect(bad.code).toBe(2);
    for (const text of [good.stdout, good.stderr, bad.stdout, bad.stderr])
      expect(text).not.toContain(password);
  });

  it.each(['ftp://host/x', 'host:8123', `https://u:${password}@h/a-b`, `http://%zz:${password}@h/`, ''])(
    '%s: is none, and is not repeated',
    async (url) => {
      writeSpool(folder, 'calls', calls('a'));
      const { code, stderr } = await load(url);
      expect(code).toBe(2);
      expect(stderr).not.toContain(password);
    },
  );
});
