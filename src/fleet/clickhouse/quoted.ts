/** A text as SQL has it. https://clickhouse.com/docs/sql-reference/syntax#string */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
