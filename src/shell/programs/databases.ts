import type { Call } from '../call.ts';
import type { Trait } from '../effect.ts';
import type { Field } from '../field.ts';
import { isLocalTarget } from '../hosts.ts';
import type { Act, Program, Programs } from '../program.ts';
import { sqlEffects } from '../sql.ts';
import { type Stream, unknownStream } from '../stream.ts';

/** Statements from options, files and standard input, on the host that the options name. */
function queries(
  statements: (call: Call) => readonly Field[],
  host: (call: Call) => string | undefined,
): Act {
  return (call) => {
    const where = host(call);
    const isRemote = where !== undefined && where !== '' && !isLocalTarget(where);
    if (isRemote) call.network('connect', where);
    const texts = statements(call).map(({ text }) => text);
    const fed = call.stdin.text ?? '';
    for (const sql of fed === '' ? texts : [...texts, fed]) effectsOf(call, sql, isRemote);
    return unknownStream;
  };
}

function effectsOf(call: Call, sql: string, isRemote: boolean): void {
  for (const { action, target, traits } of sqlEffects(sql)) {
    const all: readonly Trait[] = isRemote ? [...traits, 'remote'] : traits;
    call.emit(action, target, { traits: all });
  }
  for (const [, command] of sql
    .slice(0, 8192)
    .matchAll(/^\s*(?:\\!|\.shell|\.system|system)\s+(.{1,300})$/gm)) {
    if (command) call.runSource({ text: command, dynamic: false, glob: false, origins: [] });
  }
}

const psql: Program = {
  options: {
    '-c|--command': 'value',
    '-f|--file': 'read',
    '-h|--host -p|--port -U|--username -d|--dbname -v --set -F -P -R -T': 'value',
    '-o|--output -L|--log-file': 'write',
    '-l|--list -x -t -A -q -w -W -1 -X -e|-E -n -H': 'flag',
  },
  act: queries(
    (call) => [...call.values('-c'), ...files(call, '-f')],
    (call) => call.value('-h')?.text ?? hostInUrl(call),
  ),
};

function files(call: Call, option: string): readonly Field[] {
  return call.values(option).flatMap((file) => {
    const { text } = call.look(file);
    return text === undefined ? [] : [{ ...file, text }];
  });
}

function hostInUrl(call: Call): string | undefined {
  return call.operands.find(({ text }) => /^[a-z][a-z+]*:\/\//.test(text))?.text;
}

const mysql: Program = {
  options: {
    '-e|--execute': 'value',
    '-h|--host -u|--user -P|--port -D|--database -S|--socket --protocol --defaults-file --default-character-set':
      'value',
    '-p|--password -N -B -s -t -v -E -H -X --html --xml --batch -f': 'flag',
  },
  act: queries(
    (call) => call.values('-e'),
    (call) => call.value('-h')?.text,
  ),
};

const sqlite: Program = {
  options: {
    '-cmd -c -s -separator -nullvalue -init': 'value',
    '-readonly': 'harmless',
    '-help --help -version': 'harmless',
  },
  dashes: 'single',
  act: queries(
    (call) => [...call.operands.slice(1), ...call.values('-cmd')],
    () => undefined,
  ),
};

const dropsDatabase: Program = {
  options: {
    '-h|--host -p|--port -U|--username': 'value',
    '-f|--force': 'forced',
    '-e -i|--if-exists': 'flag',
  },
  act: (call) => {
    for (const { text } of call.operands)
      call.emit('delete', `database ${text}`, { traits: ['irreversible', 'recursive'] });
    return unknownStream;
  },
};

const dumps: Program = {
  options: {
    '-h|--host -U|--username -u|--user -p|--port -P -d|--dbname -t|--table -n': 'value',
    '-f|--file|--result-file -r --out --archive': 'write',
  },
  act: (call) => {
    const host = call.value('-h')?.text;
    if (host && !isLocalTarget(host)) call.network('connect', host);
    return unknownStream;
  },
};

const restores: Program = {
  options: { '-h|--host -U -u -p -d|--dbname|--db': 'value', '-c|--clean|--drop': 'flag' },
  act: (call) => {
    const cleans = call.has('-c');
    call.emit(cleans ? 'delete' : 'write', `database ${call.value('-d')?.text ?? call.operand(0)}`, {
      traits: cleans ? ['irreversible', 'recursive'] : [],
    });
    return unknownStream;
  },
};

const losesKeys = /^(?:flushall|flushdb)$/i;
const writesKeys =
  /^(?:set|mset|hset|hmset|lpush|rpush|sadd|zadd|incr|decr|expire|rename|append|setex|setnx|getset|restore|migrate|move|copy|persist|publish|xadd)$/i;

const redis: Act = (call) => {
  const [verb, ...rest] = call.operands;
  const host = call.value('-h')?.text ?? call.value('-u')?.text;
  if (host && !isLocalTarget(host)) call.network('connect', host);
  const name = verb?.text ?? '';
  if (losesKeys.test(name))
    call.emit('delete', name.toUpperCase(), { traits: ['irreversible', 'recursive'] });
  else if (/^(?:del|unlink|hdel|srem|zrem|lrem|ltrim)$/i.test(name))
    call.emit('delete', rest[0]?.text ?? name);
  else if (
    /^(?:config|slaveof|replicaof|module|debug|script|eval|acl)$/i.test(name) &&
    !/^(?:get|list|info)$/i.test(rest[0]?.text ?? '')
  ) {
    call.emit('configure', `redis ${name} ${rest[0]?.text ?? ''}`.trim(), {});
  } else if (writesKeys.test(name)) call.emit('write', `redis ${rest[0]?.text ?? ''}`.trim());
  return unknownStream;
};

const mongoLosing = /\.(?:dropDatabase|drop|deleteMany|deleteOne|remove|findOneAndDelete|dropIndexes?)\s?\(/;
const mongoWriting =
  /\.(?:insert(?:One|Many)?|update(?:One|Many)?|replaceOne|createIndex|createUser|bulkWrite|save|renameCollection)\s?\(/;

const mongo: Act = (call): Stream => {
  const url = hostInUrl(call) ?? call.value('--host')?.text;
  if (url && !isLocalTarget(url)) call.network('connect', url);
  const code = [...call.values('--eval').map(({ text }) => text), call.stdin.text ?? '']
    .join('\n')
    .slice(0, 20_000);
  const target = code.trim().slice(0, 120);
  if (mongoLosing.test(code)) call.emit('delete', target, { traits: ['irreversible'] });
  else if (mongoWriting.test(code)) call.emit('write', target);
  return unknownStream;
};

/** Prisma, Drizzle, Alembic and the like: a reset drops every table. */
const migrates = (losing: RegExp, writing: RegExp): Program => ({
  act: (call) => {
    const line = call.operands.map(({ text }) => text).join(' ');
    const forced = call.arguments.options.some(({ name }) =>
      /^(?:--force-reset|--force|--accept-data-loss)$/.test(name),
    );
    if (losing.test(line) || (forced && writing.test(line))) {
      call.emit('delete', `database of ${call.program} ${line}`, {
        traits: ['irreversible', 'recursive', ...(forced ? (['forced'] as const) : [])],
      });
    } else if (writing.test(line)) call.emit('write', `database of ${call.program} ${line}`);
    return unknownStream;
  },
});

/** A driver and an address may stand before the verb. https://pressly.github.io/goose/documentation/cli-commands/ */
export const gooseMigrations: Program = {
  ...migrates(/(?:^|\s)(?:reset|down-to 0)$/, /(?:^|\s)(?:up|up-by-one|up-to|down|down-to|redo)(?:\s|$)/),
  dashes: 'single',
  options: { '-dir -table -s -env': 'value' },
};

const sqlOption = (option: string): Program => ({
  options: {
    [`${option}`]: 'value',
    '-h|--host -u|--user --password -d|--database -S -U -P': 'value',
    '-i|--input-file': 'read',
  },
  act: queries(
    (call) => [...call.values(option.split(' ')[0] ?? option), ...call.operands.slice(-1)],
    (call) => call.value('-h')?.text,
  ),
});

/** Databases and their migrations: what a statement does counts, not the client. */
export const databases: Programs = {
  'psql pgcli cockroach': psql,
  'mysql mariadb mycli': mysql,
  'sqlite3 sqlite duckdb libsql litecli': sqlite,
  'clickhouse-client clickhouse': sqlOption('-q --query'),
  'sqlcmd osql bcp cqlsh snowsql snowflake trino presto beeline hive isql usql': sqlOption(
    '-Q -q -e --execute --query',
  ),
  'dropdb dropuser': dropsDatabase,
  'createdb createuser pg_ctl initdb': {
    operands: 'value',
    act: (call) => {
      call.emit('write', `${call.program} ${call.operand(0)}`.trim());
      return unknownStream;
    },
  },
  'pg_dump pg_dumpall mysqldump mongodump mongoexport mariadb-dump': dumps,
  'pg_restore mongorestore mongoimport': restores,
  mysqladmin: {
    options: { '-u -h -p -P': 'value', '-f|--force': 'forced' },
    act: (call) => {
      if (/^drop$/.test(call.operand(0)))
        call.emit('delete', `database ${call.operand(1)}`, { traits: ['irreversible', 'recursive'] });
      return unknownStream;
    },
  },
  'redis-cli valkey-cli keydb-cli': {
    options: { '-h -p -a -n -u|--user --pass': 'value', '--no-auth-warning --raw --tls --scan': 'flag' },
    stopsAtOperand: false,
    act: redis,
  },
  'mongosh mongo': {
    options: {
      '--eval': 'value',
      '--host --port -u -p --username --password --authenticationDatabase': 'value',
      '-f|--file': 'read',
      '--quiet': 'flag',
    },
    act: mongo,
  },
  etcdctl: {
    subcommands: {
      del: {
        options: { '--prefix --from-key': 'recursive' },
        act: (call) => {
          call.emit('delete', `etcd ${call.operand(0)}`, { traits: ['irreversible', 'remote'] });
          return unknownStream;
        },
      },
      put: {
        act: (call) => {
          call.emit('write', `etcd ${call.operand(0)}`, { traits: ['remote'] });
          return unknownStream;
        },
      },
    },
    otherwise: { operands: 'value' },
  },
  prisma: migrates(/^migrate reset/, /^(?:migrate (?:deploy|dev|resolve)|db (?:push|seed|execute))/),
  'drizzle-kit typeorm sequelize knex sequelize-cli mikro-orm': migrates(
    /^(?:drop|schema:drop|db:drop|migrate:(?:rollback|down).*--all)/,
    /^(?:push|migrate|migration:run|db:migrate|schema:sync|migrate:latest|up)/,
  ),
  'alembic flyway liquibase dbmate sqitch atlas golang-migrate': migrates(
    /^(?:downgrade base|clean|drop|drop-all|reset|revert)/,
    /^(?:upgrade|migrate|update|up|deploy|schema apply)/,
  ),
  'django-admin django-manage': migrates(
    /^(?:flush|reset_db|sqlflush|reset_schema)/,
    /^(?:migrate|loaddata|createsuperuser)/,
  ),
  'rails rake artisan': migrates(
    /(?:db:(?:drop|reset|purge|schema:load)|migrate:(?:fresh|reset))/,
    /db:(?:migrate|seed|create|setup)/,
  ),
};
