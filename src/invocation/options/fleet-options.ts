import { engines } from '../../fleet/hunts/dialect.ts';
import { hostIdOf, labelOf, oneOf } from './names.ts';
import { memorySizeOf, wholeNumberOf } from './numbers.ts';
import type { OptionEntries } from './option-entry.ts';
import { pathOf } from './paths.ts';

/** The engine of a fleet, and rows for it. */
export const fleetOptions = {
  database: { flags: '--database <file>', description: 'the fleet database', parse: pathOf },
  clickhouse: {
    flags: '--clickhouse <url>',
    description: 'a ClickHouse server instead: http[s]://[user[:password]@]host[:port][/database]',
  },
  cluster: {
    flags: '--cluster <name>',
    description: 'replicated and distributed tables, on the cluster of this name',
  },
  keepDays: {
    flags: '--keep-days <days>',
    description: 'history is deleted so many days after it was collected (default: never)',
    parse: wholeNumberOf,
  },
  memory: {
    flags: '--memory <size>',
    description: 'what the engine may hold in memory (default: 2GB)',
    parse: memorySizeOf,
  },
  threads: {
    flags: '--threads <count>',
    description: 'how many threads the engine may use (default: all)',
    parse: wholeNumberOf,
  },
  dialect: {
    flags: '--dialect <engine>',
    description: 'in format sql: duckdb (default) or clickhouse',
    values: engines,
    parse: (word: string) => oneOf(word, engines, 'engine'),
  },
  newSince: {
    flags: '--new-since <state>',
    description: 'only rows that no run with this file has told; the file is made, and brought up to date',
    parse: pathOf,
  },
  spool: { flags: '--spool <dir>', description: 'write rows for a fleet there instead', parse: pathOf },
  state: {
    flags: '--state <file>',
    description: 'with --spool: write only what earlier runs have not',
    parse: pathOf,
  },
  hostId: {
    flags: '--host-id <id>',
    description: 'id of the host in the rows (default: made of the machine id)',
    parse: hostIdOf,
  },
  label: {
    flags: '--label <name=value>',
    description: 'what to say of the host in every row: team=payments',
    repeatable: true,
    parse: labelOf,
  },
  fingerprintKey: {
    flags: '--fingerprint-key <file>',
    description: 'secret of the organisation: the same credential has the same fingerprint on all hosts',
    parse: pathOf,
  },
} as const satisfies OptionEntries;
