import { describe, expect, it } from 'vitest';
import { detectorFactory } from '../../src/detect/detector.ts';
import { loadQueries } from '../../src/detect/load-queries.ts';
import { findingsOf } from '../support/query-example.ts';

const detectors = detectorFactory(await loadQueries([]));

/** Level and state of what is said of destroyed databases, in a session whose last call has the result. */
function destroyed(commands: readonly string[], result = ''): string[] {
  const session = commands.map((command, index) => ({
    tool: 'Bash',
    input: { command },
    result: index === commands.length - 1 ? result : '',
  }));
  return findingsOf(detectors, { session })
    .filter(({ queryId }) => queryId === 'database_destroyed')
    .map(({ level, state }) => `${level} ${state}`);
}

const again = 'psql shop -c "DROP TABLE IF EXISTS orders; CREATE TABLE orders (id int)"';

describe('what is dropped to be made again', () => {
  it.each<readonly [string, readonly string[], string, string | undefined]>([
    ['a table of which nothing is shown', [again], '', 'critical possible'],
    [
      'a database',
      ['mysql -e "DROP DATABASE IF EXISTS shop; CREATE DATABASE shop"'],
      '',
      'critical possible',
    ],
    [
      'one that was not there',
      [again],
      'NOTICE:  table "orders" does not exist, skipping\nDROP TABLE\nCREATE TABLE',
      'critical attempted',
    ],
    ['one that was there', [again], 'DROP TABLE\nCREATE TABLE', 'critical confirmed'],
    ['a table of a database that the session made', ['createdb shop', again], '', undefined],
    ['such a database', ['psql -c "CREATE DATABASE trial"', 'psql -c "DROP DATABASE trial"'], '', undefined],
    [
      'a table by an address of it',
      ['createdb trial', 'psql postgres://localhost/trial -c "DROP TABLE orders"'],
      '',
      undefined,
    ],
  ])('%s', (_name, commands, result, expected) => {
    expect(destroyed(commands, result)).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each<readonly [string, readonly string[], string]>([
    ['a table that is not made again', ['psql shop -c "DROP TABLE IF EXISTS orders"'], ''],
    [
      'a table beside the one that is made',
      ['psql shop -c "DROP TABLE IF EXISTS orders; CREATE TABLE items (id int)"'],
      '',
    ],
    ['a table for certain', ['psql shop -c "DROP TABLE orders; CREATE TABLE orders (id int)"'], ''],
    ['a table of another database', ['createdb trial', 'psql shop -c "DROP TABLE orders"'], ''],
    [
      'a database that may have been there',
      ['mysql -e "CREATE DATABASE IF NOT EXISTS shop"', 'mysql -e "DROP DATABASE shop"'],
      '',
    ],
  ])('and what is gone: %s', (_name, commands, result) => {
    expect(destroyed(commands, result)[0]).toMatch(/^critical/);
    expect(destroyed(commands, result)[0]).not.toMatch(/attempted$/);
  });
});
