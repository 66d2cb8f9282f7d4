import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DialectName } from '../../src/shell/sql/dialects.ts';
import { sqlEffects } from '../../src/shell/sql/sql-effects.ts';

/** `action traits` of what happens in the database, `kind target` of what happens outside of it. */
function summary(sql: string, dialect: DialectName): string[] {
  return sqlEffects(sql, dialect).map((effect) =>
    effect.kind === 'data'
      ? [effect.action, ...effect.traits.filter((trait) => trait !== 'database')].join(' ')
      : `${effect.kind} ${effect.target}`,
  );
}

const all = 'delete irreversible recursive';
const some = 'delete irreversible';

type Row = readonly [sql: string, ...effects: string[]];

/** What PostgreSQL reads; each is compared with its own grammar as well. */
const postgresql: readonly Row[] = [
  ['SELECT email FROM users', 'read'],
  ['DROP TABLE a, b.c', all],
  ['DROP TABLE IF EXISTS "Users" CASCADE', all],
  ['DROP OWNED BY bob', all],
  ['DROP DATABASE shop', all],
  ['DROP SCHEMA public CASCADE', all],
  ['DROP VIEW daily', 'delete'],
  ['DROP INDEX CONCURRENTLY i', 'delete'],
  ['TRUNCATE a, b RESTART IDENTITY', all],
  ['DELETE FROM users', all],
  ['DELETE FROM users WHERE id = 7', some],
  ['DELETE FROM users WHERE true', all],
  ['DELETE FROM users WHERE 1 = 1', all],
  ['DELETE FROM a USING b WHERE a.id = b.id RETURNING *', some],
  ["DELETE FROM users WHERE name = 'where'", some],
  ['UPDATE users SET role = 1', 'write irreversible'],
  ['UPDATE users SET role = 1 WHERE id = 7', 'write'],
  ["UPDATE t SET a = ' WHERE '", 'write irreversible'],
  ['UPDATE t SET a = (SELECT 1 FROM b WHERE b.id = 1)', 'write irreversible'],
  ['INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING', 'write'],
  ['INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 1', 'write'],
  ["INSERT INTO t SELECT 'DROP TABLE x'", 'write'],
  ['MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE', 'write'],
  ['WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x', all, 'read'],
  ['WITH x AS (SELECT 1) DELETE FROM t USING x WHERE t.id = 1', some],
  ['EXPLAIN DELETE FROM t'],
  ['EXPLAIN ANALYZE DELETE FROM t', all],
  ['EXPLAIN (ANALYZE, BUFFERS) UPDATE t SET a = 1', 'write irreversible'],
  ['GRANT ALL ON t TO app', 'escalate'],
  ['REVOKE ALL ON t FROM app', 'write'],
  ["CREATE ROLE app SUPERUSER PASSWORD 'x'", 'escalate'],
  ["ALTER ROLE app PASSWORD 'x'", 'escalate'],
  ['ALTER TABLE t ADD COLUMN a int', 'write'],
  ['ALTER TABLE t DROP COLUMN a', some],
  ['ALTER TABLE t DROP CONSTRAINT c', 'write'],
  ['ALTER TABLE t ALTER COLUMN a DROP NOT NULL', 'write'],
  ['ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES b ON DELETE CASCADE', 'write'],
  ['ALTER TABLE t DISABLE ROW LEVEL SECURITY', 'escalate'],
  ['CREATE TRIGGER x BEFORE DELETE ON t EXECUTE FUNCTION f()', 'write'],
  ['CREATE FUNCTION f() RETURNS void AS $$ DELETE FROM users $$ LANGUAGE sql', 'write'],
  ["DO $$ BEGIN EXECUTE 'DROP TABLE users'; END $$", 'write', all],
  ["COPY users TO PROGRAM 'cat > /srv/x'", 'read', 'program cat > /srv/x'],
  ["COPY users FROM PROGRAM 'cat /srv/x'", 'write', 'program cat /srv/x'],
  ["COPY users TO '/srv/u.csv'", 'read', 'file-written /srv/u.csv'],
  ['COPY users TO STDOUT', 'read'],
  ["COPY (DELETE FROM t RETURNING *) TO '/srv/t'", 'read', 'file-written /srv/t', all],
  ["SELECT pg_read_file('/etc/passwd')", 'read', 'file-read /etc/passwd'],
  ['SELECT * INTO copied FROM users', 'write'],
  ['SELECT * FROM users FOR UPDATE', 'read'],
  ['/* a /* DROP TABLE b */ c */ SELECT 1', 'read'],
  ['SELECT 1 -- ; DROP TABLE t', 'read'],
  ["SELECT 'c:\\'; DROP TABLE t; --'", 'read', all],
  ["SELECT E'c:\\'; DROP TABLE t; --'", 'read'],
  ['SELECT $q$; DROP TABLE t;$q$', 'read'],
  ['BEGIN; DELETE FROM users; ROLLBACK'],
  ['BEGIN; DELETE FROM users; COMMIT', all],
  ['BEGIN; SAVEPOINT a; DELETE FROM users; ROLLBACK TO a; COMMIT', all],
  ['CREATE TABLE t (a int); DROP TABLE t', 'write'],
  ['DROP TABLE t; CREATE TABLE t (a int)', all, 'write'],
  ['SET search_path = x; SHOW search_path', 'read'],
  ['VACUUM t', 'write'],
];

const others: Readonly<Record<string, readonly [DialectName, readonly Row[]]>> = {
  'broken SQL, and what is for the client': [
    'postgresql',
    [
      ['DROP TABLE users; SELEC * FRM x; DELETE FROM logs', all, all],
      ["\\copy users to '/srv/u.csv'", 'file-written /srv/u.csv', 'read'],
      ['\\! rm -rf /srv/x', 'program rm -rf /srv/x'],
      ['SELECT 1 \\g | sh', 'read', 'program sh'],
      ['\\i more.sql', 'script more.sql'],
      ["COPY t (a) FROM stdin;\n1\tit's; DROP TABLE x;\n\\.\nDELETE FROM t WHERE a = 1;", 'write', some],
    ],
  ],
  MySQL: [
    'mysql',
    [
      ["SELECT 'c:\\'; DROP TABLE t; --'", 'read'],
      ['/*!50000 DROP TABLE t */', all],
      ['/* DROP TABLE t */ SELECT 1 # ; DROP TABLE t', 'read'],
      ['SELECT "; DROP TABLE t"', 'read'],
      [
        'DELIMITER //\nCREATE PROCEDURE p() BEGIN IF 1 THEN DELETE FROM a; END IF; DROP TABLE b; END //\nDELIMITER ;\nSELECT 1;',
        'write',
        'read',
      ],
      ['DELIMITER $$\nDELETE FROM a $$\nDELETE FROM b WHERE id = 1 $$', all, some],
      ['BEGIN; DROP TABLE t; DELETE FROM u; ROLLBACK', all],
      ['DELETE FROM t ORDER BY at LIMIT 10', some],
      ['DELETE a FROM a JOIN b ON a.id = b.id', some],
      ["SELECT * FROM users INTO OUTFILE '/srv/u'", 'read', 'file-written /srv/u'],
      ["LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t", 'write', 'file-read /etc/passwd'],
      ['REPLACE INTO t VALUES (1)', 'write'],
      ['system rm -rf /srv/x', 'program rm -rf /srv/x'],
    ],
  ],
  SQLite: [
    'sqlite',
    [
      ['.shell rm -rf /srv/x', 'program rm -rf /srv/x'],
      ['.output /srv/o\nSELECT 1;', 'file-written /srv/o', 'read'],
      ["ATTACH '/srv/other.db' AS other", 'database-file /srv/other.db'],
      ['DELETE FROM [order] WHERE id = 1', some],
      ["SELECT writefile('/srv/x', data) FROM t", 'read', 'file-written /srv/x'],
    ],
  ],
  'Transact-SQL': [
    'transact',
    [
      ['IF EXISTS (SELECT 1) DROP TABLE t', all],
      ['BEGIN TRAN DELETE FROM t', all],
      ['USE shop\nDELETE FROM a\nWHERE id = 1\nDROP TABLE b\nGO', some, all],
      ['CREATE PROCEDURE p AS\nDELETE FROM a\nDROP TABLE b\nGO\nDELETE FROM c', 'write', all],
      ["EXEC xp_cmdshell 'whoami'", 'write', 'program whoami'],
      ["EXEC('DROP TABLE t')", 'write', all],
      ['ALTER TABLE t\nDROP COLUMN c', some],
      ['DELETE TOP (10) FROM t', some],
      ['UPDATE STATISTICS t'],
    ],
  ],
  'warehouses and others': [
    'other',
    [
      ['ALTER TABLE t DELETE WHERE day = 1', some],
      ['ALTER TABLE t DROP PARTITION 1', some],
      ["UNLOAD ('SELECT * FROM t') TO 's3://bucket/t'", 'read', 'sent s3://bucket/t'],
      ['INSERT OVERWRITE TABLE t SELECT 1', 'write irreversible'],
      ['CREATE OR REPLACE TABLE t AS SELECT 1', 'write irreversible'],
      ['DROP KEYSPACE k', all],
    ],
  ],
};

it.each(postgresql.map(([sql, ...effects]) => ({ sql, effects })))('reads $sql', ({ sql, effects }) => {
  expect(summary(sql, 'postgresql')).toEqual(effects);
});

describe.each(Object.entries(others))('%s', (_, [dialect, rows]) => {
  it.each(rows.map(([sql, ...effects]) => ({ sql, effects })))('reads $sql', ({ sql, effects }) => {
    expect(summary(sql, dialect)).toEqual(effects);
  });
});

it('reads a megabyte of whatever in time that does not grow with its square', () => {
  for (const unit of [
    'DROP TABLE a; ',
    '(',
    "'",
    '/*',
    'x ',
    'WITH a AS (',
    'BEGIN ',
    '$a$ ',
    'DELETE FROM t WHERE (',
  ]) {
    const started = performance.now();
    sqlEffects(unit.repeat((1 << 20) / unit.length), 'postgresql');
    expect(performance.now() - started, unit).toBeLessThan(20_000);
  }
});

/** The grammar of PostgreSQL itself: https://github.com/launchql/libpg-query-node */
describe('the grammar of PostgreSQL says the same of', () => {
  beforeAll(loadModule);

  /** What stands in a string is no statement to it. */
  const told = postgresql.filter(([sql]) => !sql.startsWith('DO '));

  it.each(told.map(([sql]) => ({ sql })))('$sql', ({ sql }) => {
    const ours = new Set(sqlEffects(sql, 'postgresql').flatMap((e) => (e.kind === 'data' ? [e.action] : [])));
    const theirs = parseSync(sql) as { stmts: { stmt: Record<string, object> }[] };
    const isUndone = /ROLLBACK$/.test(sql);
    const deeds = theirs.stmts.flatMap(({ stmt }) => [...deedsIn(stmt)]);
    const expected = isUndone ? [] : deeds.filter((deed) => !isMadeBefore(sql, deed));
    expect([...ours].filter((action) => action !== 'read')).toEqual(
      expect.arrayContaining([...new Set(expected)]),
    );
    if (expected.length === 0) expect(ours).not.toContain('delete');
  });
});

/** Statements of the grammar that change something, by what they do here. */
const nodes: Readonly<Record<string, string>> = {
  DeleteStmt: 'delete',
  TruncateStmt: 'delete',
  DropStmt: 'delete',
  DropdbStmt: 'delete',
  DropOwnedStmt: 'delete',
  UpdateStmt: 'write',
  InsertStmt: 'write',
  MergeStmt: 'write',
  CreateRoleStmt: 'escalate',
  AlterRoleStmt: 'escalate',
};

function* deedsIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'ExplainStmt' && !JSON.stringify(value).includes('"analyze"')) continue;
    if (Object.hasOwn(nodes, key)) yield nodes[key] ?? '';
    if (value === 'AT_DropColumn') yield 'delete';
    yield* deedsIn(value);
  }
}

/** What the same script has made before is no loss. */
function isMadeBefore(sql: string, deed: string): boolean {
  return deed === 'delete' && /^CREATE TABLE (\w+).*DROP TABLE \1/.test(sql);
}
