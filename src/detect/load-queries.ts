import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TriageError } from '../errors.ts';
import { isBuilt, ownFiles, ownText, packedQueries } from '../own-files.ts';
import { readRegularText } from '../regular-file.ts';
import type { Query } from './query.ts';
import { QueryError } from './query-error.ts';
import { unpackQueries } from './query-pack.ts';
import { linkQueries, type QuerySet } from './query-set.ts';

const mostErrors = 20;

/**
 * Our queries and those of the given folders, ready to run.
 * @param folders absolute; a single file will do too
 * @throws {TriageError} that names file and line of everything that is wrong with them
 */
export async function loadQueries(folders: readonly string[]): Promise<QuerySet> {
  own ??= ownQueries();
  const given = await readQueries(folders.flatMap(foreignFiles));
  const { queries, errors } = await own;
  const all = [...errors, ...given.errors];
  if (all.length > 0) return refuse(all);
  try {
    return linkQueries([...queries, ...given.queries]);
  } catch (error) {
    return refuse([asQueryError(error)]);
  }
}

interface Reading {
  readonly queries: readonly Query[];
  readonly errors: readonly QueryError[];
}

/** They do not change while the program runs. */
let own: Promise<Reading> | undefined;

/** As the build packed them; where the program runs from its sources, as they were written. */
async function ownQueries(): Promise<Reading> {
  const folder = ownFiles().place('queries');
  if (!isBuilt()) return await readQueries(queryFiles(folder));
  return { queries: unpackQueries(JSON.parse(ownText(packedQueries)), folder), errors: [] };
}

/** The reader of YAML is loaded only where there is YAML to read. */
async function readQueries(files: readonly string[]): Promise<Reading> {
  if (files.length === 0) return { queries: [], errors: [] };
  const { parseQueries } = await import('./parse-queries.ts');
  const errors: QueryError[] = [];
  const queries = files.flatMap((path) => {
    try {
      return parseQueries(readText(path), path);
    } catch (error) {
      errors.push(asQueryError(error));
      return [];
    }
  });
  return { queries, errors };
}

/** @throws what is no error of a query */
function asQueryError(error: unknown): QueryError {
  if (error instanceof QueryError) return error;
  throw error;
}

function refuse(errors: readonly QueryError[]): never {
  const shown = errors.slice(0, mostErrors).map(({ message }) => message);
  const more = errors.length > mostErrors ? [`and ${errors.length - mostErrors} more`] : [];
  throw new TriageError(['bad query', ...shown, ...more].join('\n  '), 'see docs/add-a-query.md');
}

function readText(path: string): string {
  try {
    return readRegularText(path);
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
  if (!stat.isDirectory()) throw new TriageError(`neither a file nor a folder of queries: ${path}`);
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
