import type { ServerAddress } from './server-address.ts';
import { ServerError, serverError } from './server-error.ts';

/** Settings of one request, by their ClickHouse names. */
export type Settings = Readonly<Record<string, string>>;

/** The HTTP interface of one server (https://clickhouse.com/docs/interfaces/http). */
export interface Server {
  /** For messages; without credentials. */
  readonly name: string;
  readonly database: string;
  /** @throws {ServerError} */
  query(sql: string): Promise<readonly unknown[]>;
  /** @throws {ServerError} */
  execute(sql: string): Promise<void>;
  /**
   * @param body rows as JSON, one a line
   * @throws {ServerError}
   */
  insert(sql: string, body: string, settings: Settings): Promise<void>;
}

const answerWithinMs = 120_000;
const longestAnswerBytes = 256 * 1024 * 1024;

/** The names of a thousand files are longer than the 256 KiB that a statement may have by default. */
const longStatements = { max_query_size: String(16 * 1024 * 1024) };

/** Speaks with the address that the user named and with no other: a redirect is an error. */
export function connect({ endpoint, database, user, password }: ServerAddress): Server {
  const headers = { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password };
  const post = async (settings: Settings, body: string): Promise<string> => {
    const url = new URL(endpoint);
    // An error after the first bytes of an answer still gets its status.
    url.searchParams.set('wait_end_of_query', '1');
    for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, value);
    const signal = AbortSignal.timeout(answerWithinMs);
    const request = { method: 'POST', headers, body, redirect: 'manual', signal } as const;
    const { status, text } = await answer(url, request);
    if (status === 200) return text;
    if (status >= 300 && status < 400)
      throw new ServerError('the server points to another address; it is not followed', 'give-up');
    throw serverError(status, text);
  };
  return {
    name: `${endpoint.host}/${database}`,
    database,
    query: async (sql) => jsonRows(await post(longStatements, `${sql} FORMAT JSONEachRow`)),
    execute: async (sql) => void (await post({}, sql)),
    insert: async (sql, body, settings) => void (await post({ ...settings, query: sql }, body)),
  };
}

async function answer(url: URL, request: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, request);
    return { status: response.status, text: await boundedText(response) };
  } catch (error) {
    throw error instanceof ServerError ? error : new ServerError(reasonOf(error), 'retry');
  }
}

async function boundedText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > longestAnswerBytes) throw new ServerError('the answer does not end', 'give-up');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError) return cause.errors.map(String).join('; ');
  return cause instanceof Error ? cause.message : error.message;
}

function jsonRows(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(jsonRow);
}

function jsonRow(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ServerError('the answer is no JSON: this is no ClickHouse server', 'give-up');
  }
}
