import type { Column, ColumnType } from '../stream.ts';

const plain: Readonly<Record<ColumnType, string>> = {
  string: 'String',
  integer: 'Int64',
  real: 'Float64',
  boolean: 'Bool',
  timestamp: "DateTime64(3, 'UTC')",
  strings: 'Array(String)',
};

/** Besides the columns that list their values: few distinct texts in a whole organisation, so a number stands for each. */
const repeated: ReadonlySet<string> = new Set([
  'agentVersion',
  'client',
  'mcpServer',
  'queryId',
  'ruleId',
  'scope',
  'title',
  'tool',
  'toolVersion',
]);

/**
 * What a column is in ClickHouse. What a row leaves out is an empty text or list, or else NULL.
 * https://clickhouse.com/docs/sql-reference/data-types
 */
export function columnType({ name, type, required, values }: Column): string {
  if (type === 'string') return values || repeated.has(name) ? 'LowCardinality(String)' : plain.string;
  return required || type === 'strings' ? plain[type] : `Nullable(${plain[type]})`;
}
