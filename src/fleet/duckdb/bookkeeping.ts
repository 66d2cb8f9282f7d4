/** The tables in which a database remembers what it was loaded from. */
export const bookkeepingTables = [
  'CREATE TABLE IF NOT EXISTS loaded_files (path VARCHAR, bytes BIGINT, lines BIGINT, sha256 VARCHAR, "loadedAt" TIMESTAMP)',
  'CREATE TABLE IF NOT EXISTS refused (path VARCHAR, reason VARCHAR, detail VARCHAR, "count" BIGINT, "firstLine" BIGINT)',
] as const;

const begun = staged(':begun', { path: 'VARCHAR', how: 'VARCHAR' });
const files = staged(':file', {
  path: 'VARCHAR',
  bytes: 'BIGINT',
  lines: 'BIGINT',
  sha256: 'VARCHAR',
  loadedAt: 'TIMESTAMP',
});
const refused = staged(':refused', {
  path: 'VARCHAR',
  reason: 'VARCHAR',
  detail: 'VARCHAR',
  count: 'BIGINT',
  firstLine: 'BIGINT',
});

/** Run with every batch, after its rows: what was read anew is counted anew. */
export const bookkeepingStatements: readonly string[] = [
  `DELETE FROM refused USING (${begun}) b WHERE refused.path = b.path AND (b.how = 'anew' OR refused.reason = 'unfinished')`,
  `INSERT INTO refused ${refused}`,
  `DELETE FROM loaded_files USING (${files}) f WHERE loaded_files.path = f.path`,
  `INSERT INTO loaded_files ${files}`,
];

function staged(kind: string, shape: Readonly<Record<string, string>>): string {
  const columns = Object.keys(shape).map((name) => `r."${name}"`);
  return `SELECT ${columns.join(', ')} FROM (SELECT from_json(line, '${JSON.stringify(shape)}') AS r FROM staged WHERE kind = '${kind}')`;
}
