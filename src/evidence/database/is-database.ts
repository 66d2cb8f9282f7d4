import { readHead } from '../read-head.ts';

const magic = 'SQLite format 3\0';

/** Whether a file is a database of SQLite, by its name or its beginning: its first page may stand in its log alone. */
export function isDatabase(path: string): boolean {
  return /\.(?:db|vscdb|sqlite3?)$/.test(path) || readHead(path, magic.length) === magic;
}
