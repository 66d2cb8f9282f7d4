import { basename } from 'node:path';
import { parse } from 'yaml';
import { TriageError } from '../../errors.ts';
import { type Level, levels } from '../../level.ts';
import { ownFiles, ownText } from '../../own-files.ts';
import { readRegularText } from '../../regular-file.ts';
import type { FleetRow, FleetValue } from '../duckdb/open-database.ts';
import type { Hunt } from './hunt.ts';

const folder = 'queries/hunts';

/** Every hunt of the package, by its id. */
export function loadHunts(): readonly Hunt[] {
  return ownFiles()
    .names(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => parseHunt(ownText(`${folder}/${name}`), basename(name, '.sql')));
}

/**
 * A hunt of the user's own; where it does not say what it is, its name says it.
 * @throws {TriageError} where it cannot be read
 */
export function readHunt(path: string): Hunt {
  const id = basename(path, '.sql');
  let text: string;
  try {
    text = readRegularText(path);
  } catch (error) {
    throw new TriageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (headOf(text) !== undefined) return parseHunt(text, id);
  const unsaid = { description: '', columns: {}, clockColumns: [], sample: {}, nextStep: '', tags: [] };
  return { ...unsaid, id, title: id, level: 'informational', sql: statement(text) };
}

/** The comment in YAML, and the statement behind it. */
function headOf(text: string): { readonly yaml: string; readonly sql: string } | undefined {
  const [, yaml, sql] = /^\s*\/\*([\s\S]*?)\*\/([\s\S]*)$/.exec(text) ?? [];
  return yaml !== undefined && sql !== undefined && /^title:/m.test(yaml) ? { yaml, sql } : undefined;
}

function statement(sql: string): string {
  return sql.trim().replace(/;$/, '');
}

/**
 * A hunt is a file of SQL that begins with a comment in YAML.
 * @param id name of its file, without the ending
 * @throws {TriageError} that names the key that is missing or has the wrong form
 */
export function parseHunt(text: string, id: string): Hunt {
  const head = headOf(text);
  if (!head) throw new TriageError(`hunt ${id}: does not begin with a comment that has a title`);
  const given = objectOf(parse(head.yaml), id, 'the comment');
  const read = (key: string): string => {
    const value = given[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    throw new TriageError(`hunt ${id}: ${key} is missing`);
  };
  return {
    id,
    title: read('title'),
    level: levelOf(read('level'), id),
    description: read('description'),
    columns: mapValues(objectOf(given['columns'], id, 'columns'), String),
    clockColumns: listOf(given['clock_columns']),
    sql: statement(head.sql),
    sample: sampleOf(given['sample'], id),
    nextStep: read('next_step'),
    tags: listOf(given['tags']),
  };
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function sampleOf(value: unknown, id: string): FleetRow {
  return mapValues(
    objectOf(value, id, 'sample'),
    (field): FleetValue =>
      typeof field === 'string' || typeof field === 'number' || typeof field === 'boolean' ? field : null,
  );
}

function levelOf(word: string, id: string): Level {
  const level = levels.find((known) => known === word);
  if (level === undefined) throw new TriageError(`hunt ${id}: unknown level: ${word}`);
  return level;
}

function objectOf(value: unknown, id: string, key: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value));
  }
  throw new TriageError(`hunt ${id}: ${key} is no map`);
}

function mapValues<T>(
  given: Readonly<Record<string, unknown>>,
  change: (value: unknown) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change(value)]));
}
