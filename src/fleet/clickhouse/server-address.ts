import { TriageError } from '../../errors.ts';

/** The one address that the user named, and who asks there. */
export interface ServerAddress {
  /** Without credentials, so that it can be shown. */
  readonly endpoint: URL;
  /** An identifier. */
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

export const defaultDatabase = 'yolo_triage';

const form = 'http[s]://[user[:password]@]host[:port][/database]';

/**
 * Credentials stand in the URL or in the variables of ClickHouse's own client
 * (https://clickhouse.com/docs/interfaces/cli#environment-variable-options).
 * @throws {TriageError} which never repeats the URL: it may hold a password
 */
export function parseServerAddress(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): ServerAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new TriageError('--clickhouse takes an address of the HTTP interface', form);
  }
  const database = identifier(url.pathname.slice(1) || url.searchParams.get('database') || defaultDatabase);
  const user = decoded(url.username) || env['CLICKHOUSE_USER'] || 'default';
  const password = decoded(url.password) || env['CLICKHOUSE_PASSWORD'] || '';
  return { endpoint: new URL('/', url.origin), database, user, password };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new TriageError('a % in user or password of --clickhouse is written %25', form);
  }
}

/** @throws {TriageError} where a name would have to be quoted */
export function identifier(name: string): string {
  if (/^[A-Za-z_]\w{0,63}$/.test(name)) return name;
  throw new TriageError(
    'the name of a database or cluster has letters, digits and underscores',
    'it begins with a letter or an underscore',
  );
}
