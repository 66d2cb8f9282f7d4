import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TriageError } from '../errors.ts';
import { parseQueries } from './parse-query.ts';
import type { Query } from './query.ts';
import { QueryError } from './query-error.ts';
import { linkQueries, type QuerySet } from './query-set.ts';

const mostErrors = 20;

/**
 * Our queries and those of the given folders, ready to run.
 * @param folders absolute; a single file will do too
 * @param category of events that will be observed: those of our queries that do not name it are left out
 * @throws {TriageError} that names file and line of everything that is wrong with them
 */
export function loadQueries(folders: readonly string[], category = ''): QuerySet {
  const foreign = folders.flatMap(foreignFiles);
  const errors: QueryError[] = [];
  const collect = <T>(action: () => T, otherwise: T): T => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      errors.push(error);
      return otherwise;
    }
  };
  const foreignQueries = foreign.flatMap((file) => collect(() => readQueries(file), []));
  const queries = [...collect(() => ownQueries(category), []), ...foreignQueries];
  const linked = errors.length > 0 ? undefined : collect(() => linkQueries(queries), undefined);
  return linked ?? refuse(errors);
}

/** The pack does not change while the program runs. */
const ownByCategory = new Map<string, readonly Query[]>();

function ownQueries(category: string): readonly Query[] {
  const known =
    ownByCategory.get(category) ?? queryFiles(ownFolder()).flatMap((path) => readQueries(path, category));
  ownByCategory.set(category, known);
  return known;
}

function refuse(errors: readonly QueryError[]): never {
  const shown = errors.slice(0, mostErrors).map(({ message }) => message);
  const more = errors.length > mostErrors ? [`and ${errors.length - mostErrors} more`] : [];
  throw new TriageError(['bad query', ...shown, ...more].join('\n  '), 'see docs/writing-a-query.md');
}

/** @param category parses only what speaks of it; parsing all of the pack takes longer than many an examination */
function readQueries(path: string, category = ''): Query[] {
  const text = readText(path);
  return text.includes(category) ? parseQueries(text, path) : [];
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new QueryError(
      { path, line: 1 },
      `cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function foreignFiles(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new TriageError(`no such folder of queries: ${path}`);
  if (stat.isFile()) return [path];
  const files = queryFiles(path);
  if (files.length === 0) throw new TriageError(`no queries (*.yml) in ${path}`);
  return files;
}

function queryFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Beside `src/` in a checkout, beside `dist/` in the package; a chunk of the bundle lies one folder deeper. */
function ownFolder(): string {
  const candidates = ['../queries', '../../queries'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`the package lacks its queries: ${candidates.join(', ')}`);
  return found;
}
