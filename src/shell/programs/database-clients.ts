import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import type { Field } from '../field.ts';
import { isLocalTarget } from '../hosts.ts';
import type { Program, Programs } from '../program.ts';
import type { DialectName } from '../sql/dialects.ts';
import { unknownStream } from '../stream.ts';
import { type Database, runsSql, runsUnseen } from './sql-scripts.ts';

/** A program that sends SQL somewhere, as data. */
interface SqlClient {
  readonly dialect: DialectName;
  readonly options: Readonly<Record<string, OptionMeaning>>;
  readonly dashes?: 'single';
  readonly caseless?: true;
  /** Options that hold statements, files of statements and the host; space between. */
  readonly statements: string;
  readonly files?: string;
  readonly hosts?: string;
  /** Environment variables that name the host. */
  readonly hostVariable?: string;
  /** Index of the first operand that holds statements. */
  readonly statementsAt?: number;
  /** The first operand is the file that holds the database; without one it is in memory. */
  readonly isFile?: boolean;
}

function sqlClient(client: SqlClient): Program {
  return {
    options: client.options,
    ...(client.dashes && { dashes: client.dashes }),
    ...(client.caseless && { caseless: true }),
    output: 'none',
    act: (call) => {
      const database = databaseOf(call, client);
      if (database.host !== undefined) call.network('connect', database.host, { traits: ['database'] });
      for (const sql of statementsIn(call, client)) runsSql(call, sql, database);
      for (const file of filesIn(call, client)) runsFile(call, file, database);
      if (call.isFed) runsInput(call, database);
      return unknownStream;
    },
  };
}

function list(names = ''): readonly string[] {
  return names.split(' ').filter(Boolean);
}

function databaseOf(call: Call, { dialect, hosts, hostVariable, isFile }: SqlClient): Database {
  const [file] = isFile ? call.operands : [];
  const isInMemory = isFile === true && (file === undefined || /^(?::memory:|)$/.test(file.text));
  const given = list(hosts)
    .flatMap((option) => call.values(option))
    .at(-1)?.text;
  const variable = hostVariable ? call.scope.variables.get(hostVariable)?.fields[0]?.text : undefined;
  const host = given ?? addressIn(call) ?? variable;
  const isElsewhere = host !== undefined && host !== '' && !host.startsWith('/') && !isLocalTarget(host);
  return {
    dialect,
    ...(isElsewhere && { host }),
    ...(file && !isInMemory && { file }),
    ...(isInMemory && { isInMemory }),
    ...(isFile && call.has('-readonly') && { isReadOnly: true }),
  };
}

/** `postgres://…`, `host=db.internal dbname=shop`: as an operand or as the name of the database. */
function addressIn(call: Call): string | undefined {
  for (const { text } of [...call.operands, ...call.values('-d'), ...call.values('--uri')]) {
    if (/^[a-z][a-z0-9+]*:\/\//.test(text)) return text;
    const host = /(?:^|\s)host(?:addr)?\s*=\s*(\S+)/.exec(text)?.[1];
    if (host !== undefined) return host;
  }
  return undefined;
}

function statementsIn(call: Call, { statements, statementsAt }: SqlClient): readonly string[] {
  const operands = statementsAt === undefined ? [] : call.operands.slice(statementsAt);
  return [...list(statements).flatMap((option) => call.values(option)), ...operands].map(({ text }) => text);
}

function filesIn(call: Call, { files }: SqlClient): readonly Field[] {
  return list(files).flatMap((option) => call.values(option));
}

function runsFile(call: Call, file: Field, database: Database): void {
  if (file.text === '-') return;
  const { text } = call.look(file);
  if (text === undefined) runsUnseen(call, file.text, database);
  else runsSql(call, text, database);
}

function runsInput(call: Call, database: Database): void {
  const { text } = call.stdin;
  if (text === undefined) runsUnseen(call, 'its input', database);
  else if (text !== '') runsSql(call, text, database);
}

const accountOptions = '-h|--host -p|--port -U|--username';

/** https://www.postgresql.org/docs/current/app-psql.html */
const psql = sqlClient({
  dialect: 'postgresql',
  statements: '-c',
  files: '-f',
  hosts: '-h',
  hostVariable: 'PGHOST',
  options: {
    '-c|--command|-e|--execute': 'value',
    '-f|--file': 'read',
    [accountOptions]: 'value',
    '-d|--dbname|--url -v|--set|--variable -F|--field-separator -P|--pset -R|--record-separator -T|--table-attr':
      'value',
    '-o|--output -L|--log-file': 'write',
    '-x -t -A -q -w -W -1 -X -a -b -E -n -H -s -S --csv': 'flag',
    '-l|--list': 'harmless',
  },
});

/** https://dev.mysql.com/doc/refman/en/mysql-command-options.html */
const mysql = sqlClient({
  dialect: 'mysql',
  statements: '-e',
  hosts: '-h --uri',
  hostVariable: 'MYSQL_HOST',
  options: {
    '-e|--execute|--init-command': 'value',
    '-h|--host -u|--user -P|--port -D|--database -S|--socket --protocol --uri --default-character-set --ssl-ca --ssl-mode --connect-timeout':
      'value',
    '--defaults-file|--defaults-extra-file|--login-path': 'value',
    '-p|--password': 'attached',
    '-N -B -s -t -v -E -H -X --html --xml --batch -f --force -A -r -q -w -U --safe-updates --sql': 'flag',
  },
});

/** https://sqlite.org/cli.html, https://duckdb.org/docs/stable/clients/cli/overview */
const inFile = (dialect: DialectName): Program =>
  sqlClient({
    dialect,
    isFile: true,
    statements: '-cmd -c -s',
    files: '-init -f',
    statementsAt: 1,
    dashes: 'single',
    options: {
      '-cmd|--cmd -c|-s -separator|--separator -nullvalue -newline -maxsize -mmap -vfs': 'value',
      '-init|--init -f': 'read',
      '-readonly|--readonly -safe -json -csv -header -column -line -markdown -box -table -list -html -batch -bail -echo -append -unsigned -no-stdin -interactive':
        'flag',
      '-help|--help -version|--version': 'harmless',
    },
  });

const warehouse = (statements: string, options: Readonly<Record<string, OptionMeaning>> = {}): Program =>
  sqlClient({
    dialect: 'other',
    statements: statements.split('|')[0] ?? statements,
    files: '-f',
    hosts: '-h',
    options: {
      [statements]: 'value',
      '-f|--file|-i|--input-file|--queries-file|--filename': 'read',
      '-h|--host|--server -u|--user|--username -d|--database|--dbname --password|-p --port -r|--role -w|--warehouse -a|--account -c|--connection --schema --catalog':
        'value',
      ...options,
    },
  });

/** https://docs.influxdata.com/influxdb/v2/reference/cli/influx/ */
const influxObjects: Program = {
  act: (call) => {
    const at = call.argv.findIndex(({ text }) => text === 'delete');
    if (at !== -1)
      call.emit(
        'delete',
        call.argv
          .map(({ text }) => text)
          .join(' ')
          .slice(0, 160),
        {
          traits: ['database', 'irreversible', 'recursive'],
        },
      );
    return unknownStream;
  },
};

/** https://neo4j.com/docs/operations-manual/current/cypher-shell/, https://neo4j.com/docs/cypher-manual/current/clauses/delete/ */
const cypherShell: Program = {
  options: { '-a|--address|--uri -u|--username -p|--password -d|--database -P|--param -f|--file': 'value' },
  output: 'none',
  act: (call) => {
    const texts = [...call.operands.map(({ text }) => text), call.stdin.text ?? ''];
    for (const statement of texts.flatMap((text) => text.split(';'))) {
      if (!/\bDELETE\b|^\s*DROP\b/i.test(statement)) continue;
      const isWide = !/\bWHERE\b|\{[^}]*:/i.test(statement);
      call.emit('delete', statement.trim().slice(0, 160), {
        traits: ['database', 'irreversible', ...(isWide ? (['recursive'] as const) : [])],
      });
    }
    return unknownStream;
  },
};

/** Clients of databases that speak SQL: what a statement does counts, not the client. */
export const databaseClients: Programs = {
  'psql pgcli cockroach edb-psql ysqlsh vsql': psql,
  'mysql mariadb mycli mysqlsh': mysql,
  'sqlite3 sqlite sqlcipher libsql litecli rqlite': inFile('sqlite'),
  duckdb: inFile('other'),
  'clickhouse-client clickhouse clickhouse-local': warehouse('-q|--query|--queries'),
  /** https://learn.microsoft.com/powershell/module/sqlserver/invoke-sqlcmd */
  'invoke-sqlcmd': sqlClient({
    dialect: 'transact',
    dashes: 'single',
    caseless: true,
    statements: '-query',
    files: '-inputfile',
    hosts: '-serverinstance',
    statementsAt: 0,
    options: {
      '-query -database -username -password -connectionstring -variable -querytimeout -credential': 'value',
      '-serverinstance -hostname': 'value',
      '-inputfile': 'read',
      '-encryptconnection -trustservercertificate -abortonerror -verbose': 'flag',
    },
  }),
  /** https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/ */
  'sqlplus sql sqlcl': sqlClient({
    dialect: 'other',
    statements: '',
    options: { '-S|-s -L|-l -R -nolog': 'flag', '-M|-m -C|-c': 'value', '-V|-v -H|-h': 'harmless' },
  }),
  /** https://docs.couchbase.com/server/current/cli/cbq-tool.html */
  cbq: warehouse('-s|--script', { '-e|--engine': 'value' }),
  /** https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-utility */
  'sqlcmd osql tsql': sqlClient({
    dialect: 'transact',
    statements: '-Q -q',
    files: '-i',
    hosts: '-S',
    options: {
      '-Q -q': 'value',
      '-i|--input-file': 'read',
      '-o|--output-file': 'write',
      '-S|--server -U|--user-name -P|--password -d|--database-name -v|--variables -t -l -h -s -w -y -Y -m -K':
        'value',
      '-E -b -C -e -I -N -W -r -x': 'flag',
    },
  }),
  cqlsh: warehouse('-e|--execute'),
  'snowsql snow': warehouse('-q|--query'),
  'trino presto': warehouse('--execute', { '--server': 'value' }),
  'beeline hive spark-sql impala-shell': warehouse('-e|-q|--query'),
  'usql isql': warehouse('-c|--command'),
  /** https://docs.turso.tech/cli/db/shell */
  influx: {
    ...warehouse('-execute|--execute'),
    variants: [{ when: /^(?:bucket|org|user|auth|delete|task|v1)$/, program: influxObjects }],
  },
  'cypher-shell': cypherShell,
};
