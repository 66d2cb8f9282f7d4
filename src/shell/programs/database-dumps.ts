import type { Call } from '../call.ts';
import type { Trait } from '../effect.ts';
import { isLocalTarget } from '../hosts.ts';
import type { Program, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';

const whole = ['database', 'irreversible', 'recursive'] as const;

/** https://www.postgresql.org/docs/current/app-dropdb.html, https://www.postgresql.org/docs/current/app-createdb.html */
const ofPostgres = {
  '-h|--host -p|--port -U|--username --maintenance-db -O|--owner -T|--template -E|--encoding -D|--tablespace -l|--locale':
    'value',
  '-f|--force': 'forced',
  '-e -i|--if-exists': 'flag',
} as const satisfies Program['options'];

/** `remote` where the words or the environment name another host. */
function whereabouts(call: Call): readonly Trait[] {
  const host = call.value('-h')?.text ?? call.scope.variables.get('PGHOST')?.fields[0]?.text;
  return host === undefined || isLocalTarget(host) ? [] : ['remote'];
}

const dropsDatabase: Program = {
  options: ofPostgres,
  act: (call) => {
    for (const { text } of call.operands)
      call.emit('delete', `database ${text}`, { traits: [...whole, ...whereabouts(call)] });
    return unknownStream;
  },
};

const dropsUser: Program = {
  ...dropsDatabase,
  act: (call) => {
    for (const { text } of call.operands)
      call.emit('delete', `database user ${text}`, { traits: ['database'] });
    return unknownStream;
  },
};

const creates: Program = {
  options: ofPostgres,
  operands: 'value',
  act: (call) => {
    call.emit('write', `${call.program} ${call.operand(0)}`.trim(), {
      traits: ['database', ...whereabouts(call)],
    });
    return unknownStream;
  },
};

/** A dump reads all of it. */
const dumps: Program = {
  options: {
    '-h|--host|--uri -U|--username -u|--user -P|--port -d|--dbname|--db -t|--table -n|--schema -F --format --gtid --exclude-table':
      'value',
    '-p|--password': 'attached',
    '-f|--file|--result-file -r --out|-o --archive': 'write',
  },
  output: 'none',
  act: (call) => {
    connects(call);
    call.emit('read', `database ${call.operand(0) || call.value('-d')?.text || ''}`.trim(), {
      traits: ['database'],
    });
    return unknownStream;
  },
};

function connects(call: Call): void {
  const host = call.value('-h')?.text;
  if (host && !isLocalTarget(host)) call.network('connect', host, { traits: ['database'] });
}

const restores: Program = {
  options: {
    '-h|--host|--uri -U|--username -u -p -d|--dbname|--db -j -n -t --nsInclude': 'value',
    '-c|--clean|--drop': 'flag',
    '-l|--list': 'harmless',
  },
  act: (call) => {
    connects(call);
    const cleans = call.has('-c');
    call.emit(cleans ? 'delete' : 'write', `database ${call.value('-d')?.text ?? call.operand(0)}`, {
      traits: cleans ? whole : ['database'],
    });
    return unknownStream;
  },
};

/** Tools that take a whole database: make, drop, dump, restore. */
export const databaseDumps: Programs = {
  dropdb: dropsDatabase,
  dropuser: dropsUser,
  'createdb createuser pg_ctl initdb': creates,
  'pg_dump pg_dumpall mysqldump mongodump mongoexport mariadb-dump mysqlpump bcp': dumps,
  'pg_restore mongorestore mongoimport mysqlimport': restores,
  mysqladmin: {
    options: { '-u -h -P': 'value', '-p|--password': 'attached', '-f|--force': 'forced' },
    act: (call) => {
      connects(call);
      const [verb, name] = call.operands.map(({ text }) => text);
      if (verb === 'drop') call.emit('delete', `database ${name ?? ''}`, { traits: whole });
      if (verb === 'shutdown') call.emit('delete', 'running database server', { traits: ['database'] });
      if (verb === 'create' || verb === 'password' || verb?.startsWith('flush-'))
        call.emit('write', `database ${verb}`, { traits: ['database'] });
      return unknownStream;
    },
  },
};
