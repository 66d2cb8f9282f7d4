import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { schemaStatements } from '../../src/fleet/clickhouse/schema.ts';
import { columnsOf, streams } from '../../src/fleet/streams.ts';

/** One request as the server saw it. */
interface Received {
  readonly sql: string;
  readonly body: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
}

export interface PretendServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** Rows by table, as they were inserted. */
  rows(table: string): Record<string, unknown>[];
  close(): void;
}

/** @returns true where it has answered */
export type Answer = (request: Received, response: ServerResponse) => boolean;

/** A server that has all tables, and answers what lets a load go on; `before` answers first, to make things go wrong. */
export async function pretendClickHouse(before: Answer = () => false): Promise<PretendServer> {
  const received: Received[] = [];
  const inserted = new Map<string, Record<string, unknown>[]>();
  const server = createServer(async (request, response) => {
    const got = await read(request);
    received.push(got);
    if (before(got, response)) return;
    const table = /^INSERT INTO \w+\.(\w+) /.exec(got.sql)?.[1];
    if (table === undefined) return void response.end(answerTo(got.sql, inserted));
    const rows = got.body.trimEnd().split('\n');
    inserted.set(table, [...(inserted.get(table) ?? []), ...rows.map((row) => JSON.parse(row))]);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    rows: (table) => inserted.get(table) ?? [],
    close: () => server.close(),
  };
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const { query, ...settings } = Object.fromEntries(
    new URL(request.url ?? '/', 'http://localhost').searchParams,
  );
  const { headers } = request;
  return query === undefined
    ? { sql: text, body: '', settings, headers }
    : { sql: query, body: text, settings, headers };
}

function answerTo(sql: string, inserted: ReadonlyMap<string, Record<string, unknown>[]>): string {
  if (sql.includes('system.settings')) return '{"name":"insert_deduplication_token"}\n';
  if (sql.includes('system.columns')) return everyColumn;
  if (!sql.includes('loaded_files FINAL')) return '';
  const latest = new Map((inserted.get('loaded_files') ?? []).map((row) => [row['path'], row]));
  return [...latest.values()].map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** What `system.columns` says of a database that has all tables. */
export const everyColumn = schemaStatements({ database: 'any' })
  .flatMap(({ name: table = 'none' }) => [{ table, name: 'any' }])
  .concat(
    Object.values(streams).flatMap((stream) =>
      columnsOf(stream).map(({ name }) => ({ table: stream.name, name })),
    ),
  )
  .map((column) => `${JSON.stringify(column)}\n`)
  .join('');
