import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { statOf } from '../configuration/stat-of.ts';
import type { GapKind, ReportGap } from '../gap.ts';
import type { NamedFile } from '../lines/read-json-lines.ts';
import { makeScratchFolder, removeScratchFolder } from '../scratch-folder.ts';
import { copyWithoutTrace } from './copy-without-trace.ts';
import { sqlite } from './sqlite.ts';
import { mergeWriteAheadLog } from './write-ahead-log.ts';

/** How often a database that is written meanwhile is copied. */
const attempts = 3;

/**
 * Copies of databases in a scratch folder: whoever opens a database writes beside it, and a program that reads evidence
 * may not. What stands in the log of a database is in the copy.
 */
export class DatabaseCopies {
  #folder: string | undefined;
  readonly #copies = new Map<string, string | undefined>();

  /** @returns the copy, absolute on this machine; nothing where there can be none, which is a gap */
  copyOf(file: NamedFile, reportGap: ReportGap): string | undefined {
    if (!this.#copies.has(file.path)) this.#copies.set(file.path, this.#copied(file, reportGap));
    return this.#copies.get(file.path);
  }

  close(): void {
    if (this.#folder !== undefined) removeScratchFolder(this.#folder);
    this.#folder = undefined;
  }

  #copied(file: NamedFile, reportGap: ReportGap): string | undefined {
    const gap = (kind: GapKind, reason: string): void =>
      reportGap({ kind, reason, evidence: { path: file.reference } });
    try {
      this.#folder ??= makeScratchFolder('database');
      const copy = join(this.#folder, `${this.#copies.size}.db`);
      if (!copyWhole(file.path, copy))
        gap('truncated', 'was written while it was copied: rows of that time may be missing');
      const log = `${copy}-wal`;
      const { damage } = mergeWriteAheadLog(copy, existsSync(log) ? log : undefined);
      if (damage !== undefined) gap('malformed', `${damage}: rows that stand only there are not known`);
      rmSync(log, { force: true });
      rollBack(copy);
      return copy;
    } catch (error) {
      gap('unreadable', `cannot be copied: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}

/** Files that belong to a database. https://www.sqlite.org/tempfiles.html */
const companions = ['', '-wal', '-journal'];

/** @returns whether nobody wrote meanwhile */
function copyWhole(from: string, to: string): boolean {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = stateOf(from);
    for (const ending of companions) {
      rmSync(`${to}${ending}`, { force: true });
      // A link may lead anywhere.
      if (statOf(`${from}${ending}`)?.isFile()) copyWithoutTrace(`${from}${ending}`, `${to}${ending}`);
    }
    if (stateOf(from) === before) return true;
  }
  return false;
}

function stateOf(path: string): string {
  return companions
    .map((ending) => statOf(`${path}${ending}`))
    .map((stat) => (stat ? `${stat.size} ${stat.mtimeMs}` : ''))
    .join('\n');
}

/** A transaction that was cut off is undone by whoever opens the database next. */
function rollBack(copy: string): void {
  if (!existsSync(`${copy}-journal`)) return;
  const database = new (sqlite().Database)(copy);
  try {
    database.get('SELECT count(*) FROM sqlite_master');
  } catch {
    // What is damaged is said by whoever reads the rows.
  } finally {
    database.close();
    rmSync(`${copy}-journal`, { force: true });
  }
}
