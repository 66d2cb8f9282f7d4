/** Which rows of a table are wanted. */
export interface RowQuery {
  readonly table: string;
  /** Names of columns, each once; those that a table does not have are left out of its rows. */
  readonly columns: readonly string[];
  /** An SQL expression with a `?` for each value. */
  readonly where?: string;
  readonly values?: readonly string[];
  /** Names of columns; those that a table does not have are left out. */
  readonly orderBy?: readonly string[];
}

/** Which texts of a column are wanted. */
export interface ValueQuery extends Pick<RowQuery, 'table' | 'where' | 'values'> {
  readonly column: string;
}

/** Larger values are not held in memory; real ones stay below 30 MB. */
const longestValue = 64 * 1024 * 1024;

/** The numbers of the rows, in their order: to sort whole rows would hold them all. */
export function selectRowIds({ table, where, orderBy = [] }: RowQuery, there: ReadonlySet<string>): string {
  const order = orderBy.flatMap((column) => {
    if (column.startsWith('rowid')) return [column];
    return there.has(column) ? [quoted(column)] : [];
  });
  return [
    `SELECT rowid AS "rowid" FROM ${quoted(table)}`,
    ...(where === undefined ? [] : [`WHERE ${where}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.join(', ')}`]),
  ].join(' ');
}

export function selectValues({ table, column, where }: ValueQuery): string {
  const condition = where === undefined ? '' : ` WHERE ${where}`;
  return `SELECT DISTINCT ${quoted(column)} FROM ${quoted(table)}${condition}`;
}

/** One row by its number; its column `is cut` is 1 where a value is too long and was left out. */
export function selectRow({ table, columns }: RowQuery, there: ReadonlySet<string>): string {
  const wanted = columns.filter((column) => there.has(column));
  const lengths = wanted.map((column) => `coalesce(length(${quoted(column)}), 0)`);
  const isCut = `max(0, ${['0', ...lengths].join(', ')}) > ${longestValue} AS "is cut"`;
  const values = ['rowid AS "rowid"', ...wanted.map(bounded), isCut];
  return `SELECT ${values.join(', ')} FROM ${quoted(table)} WHERE rowid = ?`;
}

function bounded(column: string): string {
  const name = quoted(column);
  return `CASE WHEN length(${name}) <= ${longestValue} THEN ${name} END AS ${name}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
