import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import sqlite from 'node-sqlite3-wasm';

/** A statement, and values for its question marks. */
export type Statement = readonly [sql: string, ...values: (string | number | null)[]];

/**
 * Writes a database as an agent would leave it.
 * @param unwritten what was committed and stands in the write-ahead log alone
 */
export function writeDatabase(
  path: string,
  statements: readonly Statement[],
  unwritten: readonly Statement[] = [],
): void {
  mkdirSync(dirname(path), { recursive: true });
  perform(path, statements);
  if (unwritten.length === 0) return;
  const before = readFileSync(path);
  perform(path, unwritten);
  const after = readFileSync(path);
  // Says that there is a log: https://www.sqlite.org/fileformat2.html#file_format_version_numbers
  for (const bytes of [before, after]) bytes.fill(2, 18, 20);
  writeFileSync(path, before);
  writeFileSync(`${path}-wal`, logOf(before, after));
}

function perform(path: string, statements: readonly Statement[]): void {
  const database = new sqlite.Database(path);
  for (const [sql, ...values] of statements) database.run(sql, values);
  database.close();
  rmSync(`${path}.lock`, { recursive: true, force: true });
}

/** One transaction with every page that differs. https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
function logOf(before: Buffer, after: Buffer): Buffer {
  const pageBytes = after.readUInt16BE(16);
  const pages = Array.from({ length: after.length / pageBytes }, (_, index) => ({
    number: index + 1,
    bytes: after.subarray(index * pageBytes, (index + 1) * pageBytes),
  })).filter(
    ({ number, bytes }) => !before.subarray((number - 1) * pageBytes, number * pageBytes).equals(bytes),
  );
  const header = words(0x377f0682, 3_007_000, pageBytes, 0, 0x0102_0304, 0x0506_0708);
  let sums = sumOf([0, 0], header);
  const parts = [header, words(...sums)];
  for (const [index, { number, bytes }] of pages.entries()) {
    const start = words(number, index === pages.length - 1 ? after.length / pageBytes : 0);
    sums = sumOf(sumOf(sums, start), bytes);
    parts.push(start, header.subarray(16, 24), words(...sums), bytes);
  }
  return Buffer.concat(parts);
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

function sumOf(sums: readonly [number, number], bytes: Buffer): [number, number] {
  let [first, second] = sums;
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + bytes.readUInt32LE(at) + second) >>> 0;
    second = (second + bytes.readUInt32LE(at + 4) + first) >>> 0;
  }
  return [first, second];
}
