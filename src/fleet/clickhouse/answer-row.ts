import { ServerError } from './server-error.ts';

/**
 * One column of a row of an answer. Whole numbers come as texts or as numbers, by version.
 * @throws {ServerError} where the server does not answer as ClickHouse does
 */
export function text(row: unknown, name: string): string {
  const value = typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new ServerError(`the answer has no ${name}: this is no ClickHouse server`, 'give-up');
}
