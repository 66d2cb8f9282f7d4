import type { ResultForm } from '../result-form.ts';

/** Clients of databases; most do their statements one by one, and go on or stop at the first that fails. */
export const databases: readonly ResultForm[] = [
  // https://www.postgresql.org/docs/current/app-psql.html, https://www.postgresql.org/docs/current/protocol-message-formats.html
  {
    programs: ['psql', 'dropdb', 'dropuser', 'createdb', 'pg_restore', 'pg_dump'],
    line: /^(?:psql|dropdb|dropuser|createdb|pg_restore|pg_dump): (?:error: )?(?:error: )?(?:could not connect|connection to server|FATAL|could not translate host|database removal failed|removal of role)/,
    shows: 'refused',
  },
  { programs: ['psql'], line: /^(?:psql:\S{1,300}:\d+: )?(?:ERROR|FATAL): {1,2}\S/, shows: 'refused' },
  {
    programs: ['psql'],
    line: /^(?:DROP|TRUNCATE|ALTER|CREATE|GRANT|REVOKE) (?:TABLE|DATABASE|SCHEMA|ROLE|USER|INDEX|VIEW|TYPE|EXTENSION|FUNCTION|SEQUENCE|POLICY|TRIGGER)\b|^(?:TRUNCATE TABLE|GRANT|REVOKE)$/,
    shows: 'done',
  },
  { programs: ['psql'], line: /^(?:DELETE|UPDATE) 0$/, shows: 'nothing-to-do' },
  { programs: ['psql'], line: /^(?:(?:DELETE|UPDATE|COPY) [1-9]\d*|INSERT 0 [1-9]\d*)$/, shows: 'done' },
  {
    programs: ['psql'],
    line: /^(?:psql:\S{1,300}:\d+: )?NOTICE: {1,2}\w+ ".{1,200}" does not exist, skipping/,
    shows: 'nothing-to-do',
  },
  // https://dev.mysql.com/doc/mysql-errors/8.4/en/
  {
    programs: ['mysql', 'mariadb', 'mysqladmin', 'mysqldump'],
    line: /^(?:ERROR (?:\d{4} \([0-9A-Z]{5}\)|20\d\d)|mysqladmin: |mysqldump: Got error|mysqldump: Couldn't)/,
    shows: 'refused',
  },
  {
    programs: ['mysql', 'mariadb'],
    line: /^Query OK, 0 rows affected/,
    shows: 'done',
    words: [/drop|truncate|alter|grant|revoke|create/i],
  },
  { programs: ['mysql', 'mariadb'], line: /^Query OK, [1-9]\d* rows? affected/, shows: 'done' },
  { programs: ['mysqladmin'], line: /^Database ".{1,200}" dropped/, shows: 'done' },
  // https://www.sqlite.org/cli.html
  {
    programs: ['sqlite3'],
    line: /^(?:Error: (?:unable to open|near line|in prepare|no such|stepping|file is not a database)|Parse error|Runtime error)/,
    shows: 'refused',
  },
  // https://www.mongodb.com/docs/mongodb-shell/
  {
    programs: ['mongosh', 'mongo', 'mongorestore', 'mongodump'],
    line: /^(?:Mongo(?:Network|Server|Parse|Invalid\w*)?\w*Error|MongoServerSelectionError|Failed: (?:can't|error)|Error: couldn't connect)/,
    shows: 'refused',
  },
  {
    programs: ['mongosh', 'mongo'],
    line: /^\{ ?"?(?:acknowledged"?: true, ?"?deletedCount"?: 0|dropped"?: false)/,
    shows: 'nothing-to-do',
  },
  {
    programs: ['mongosh', 'mongo'],
    line: /^\{ ?"?(?:acknowledged"?: true, ?"?deletedCount"?: [1-9]|ok"?: 1, ?"?dropped"?: )/,
    shows: 'done',
  },
  // https://redis.io/docs/latest/develop/tools/cli/
  {
    programs: ['redis-cli', 'valkey-cli'],
    line: /^(?:Could not connect to|\(error\) |NOAUTH|NOPERM|WRONGPASS|ERR )/,
    shows: 'refused',
  },
  { programs: ['redis-cli', 'valkey-cli'], line: /^OK$/, shows: 'done', words: [/^flush(?:all|db)$/i] },
  {
    programs: ['redis-cli', 'valkey-cli'],
    line: /^\(integer\) 0$/,
    shows: 'nothing-to-do',
    words: [/^(?:del|unlink)$/i],
  },
  {
    programs: ['redis-cli', 'valkey-cli'],
    line: /^\(integer\) [1-9]/,
    shows: 'done',
    words: [/^(?:del|unlink)$/i],
  },
  // https://clickhouse.com/docs/interfaces/cli, https://duckdb.org/docs/stable/clients/cli/overview
  {
    programs: ['clickhouse-client', 'clickhouse'],
    line: /^(?:Code: \d+\. DB::|Connection refused)/,
    shows: 'refused',
  },
  { programs: ['duckdb'], line: /^(?:Error: |(?:Catalog|Parser|IO|Binder) Error: )/, shows: 'refused' },
  { programs: ['sqlcmd', 'osql'], line: /^(?:Sqlcmd: Error|Msg \d+, Level 1[1-9])/, shows: 'refused' },
  { programs: ['cqlsh'], line: /^(?:Connection error: |\S{1,40}: ?\w* ?code=)/, shows: 'refused' },
  {
    programs: ['influx', 'etcdctl', 'cockroach'],
    line: /^(?:Error: |ERROR: |\{"level":"(?:warn|fatal)")/,
    shows: 'refused',
  },
  // https://www.prisma.io/docs/orm/reference/prisma-cli-reference
  {
    programs: ['prisma'],
    line: /^(?:Error: P1\d{3}|P1\d{3}|Error: (?:Could not find Prisma Schema|Environment variable not found))/,
    shows: 'refused',
  },
  {
    programs: ['prisma'],
    line: /^(?:Database reset successful|The (?:MySQL|PostgreSQL|SQLite|SQL Server) database .{1,200} from .{1,200} was successfully reset)/,
    shows: 'done',
  },
  {
    programs: ['rails', 'rake'],
    line: /^(?:Don't know how to build task|rake aborted!|Could not find |Couldn't drop database)/,
    shows: 'refused',
  },
  { programs: ['rails', 'rake'], line: /^Dropped database '/, shows: 'done' },
];
