import { levels } from '../../level.ts';

/** The engines that hunts run on. */
export const engines = ['duckdb', 'clickhouse'] as const;
export type Engine = (typeof engines)[number];

/** What the engines spell differently, and hunts write once. */
interface Dialect {
  /** @param iso 8601 UTC with milliseconds */
  readonly now: (iso: string) => string;
  /** Distinct values as one text, sorted, the first 20; empty where there is none. */
  readonly list: (expression: string) => string;
  /** What stands behind every statement. */
  readonly end: string;
}

const dialects: Readonly<Record<Engine, Dialect>> = {
  duckdb: {
    now: (iso) => `TIMESTAMP '${iso.slice(0, 10)} ${iso.slice(11, 23)}'`,
    list: (expression) =>
      `coalesce(array_to_string(list_sort(list(DISTINCT ${expression}) FILTER (${expression} <> ''))[1:20], ', '), '')`,
    end: '',
  },
  clickhouse: {
    now: (iso) => `toDateTime64('${iso.slice(0, 10)} ${iso.slice(11, 23)}', 3, 'UTC')`,
    list: (expression) =>
      `arrayStringConcat(arraySlice(arraySort(groupUniqArrayIf(${expression}, ${expression} <> '')), 1, 20), ', ')`,
    // The latest account of each thing counts; a join without a partner gives NULL; on a cluster, what belongs
    // together lies on one shard. https://clickhouse.com/docs/operations/settings/settings
    end: "\nSETTINGS final = 1, join_use_nulls = 1, distributed_product_mode = 'local'",
  },
};

/** Sigma's levels in their order, which their names do not have. */
function highest(expression: string): string {
  const ranked = levels.map((level, rank) => `WHEN '${level}' THEN ${rank}`).join(' ');
  const named = levels.map((level, rank) => `WHEN ${rank} THEN '${level}'`).join(' ');
  return `CASE max(CASE ${expression} ${ranked} END) ${named} END`;
}

/**
 * The SQL of one engine: `:now` becomes the given time, `:list(column)` the distinct values of a column,
 * `:highest(column)` the highest level in it. Everything else stands in both.
 */
export function inDialect(sql: string, engine: Engine, now: Date): string {
  const { now: nowOf } = dialects[engine];
  return `${partInDialect(sql, engine, nowOf(now.toISOString()))}${endOf(engine)}`;
}

/**
 * The same without its end, to stand in another statement.
 * @param now as the engine takes it: an expression
 */
export function partInDialect(sql: string, engine: Engine, now: string): string {
  const { list } = dialects[engine];
  return sql
    .replace(/(?<!:):list\(([^()]*)\)/g, (_, expression: string) => list(expression))
    .replace(/(?<!:):highest\(([^()]*)\)/g, (_, expression: string) => highest(expression))
    .replace(/(?<!:):now\b/g, () => now);
}

/** What stands behind every statement of an engine. */
export function endOf(engine: Engine): string {
  return dialects[engine].end;
}
