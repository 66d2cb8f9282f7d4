import { createHash } from 'node:crypto';
import { TriageError } from '../../errors.ts';
import { readRegularText } from '../../regular-file.ts';
import type { FleetRow } from '../duckdb/open-database.ts';
import { replaceFile } from '../spool/durable-file.ts';
import type { Hunt } from './hunt.ts';

type AskedHunt = Pick<Hunt, 'id' | 'clockColumns'>;

/** Which rows of which hunts earlier runs have handed out. */
export interface SeenRows {
  isNew(hunt: AskedHunt, row: FleetRow): boolean;
  /** From now on, it is not new. */
  add(hunt: AskedHunt, row: FleetRow): void;
  /** Call it when everything is handed out: a row that is told twice is better than one that is not told. */
  commit(): void;
}

const format = 'yolo-triage hunt state 1';
const bytesAtMost = 64 * 1024 * 1024;
const digestForm = /^[\w-]{43}$/;

/**
 * A file that is missing is that of the first run.
 * @param path absolute
 * @param rowsAtMost how many are remembered; those that no answer has had for longest are forgotten, and told again
 * @throws {TriageError} where anything else than such a state stands there: whoever damages it would have told everything again, or nothing
 */
export function openSeenRows(path: string, rowsAtMost = 500_000): SeenRows {
  const seen = new Set(readDigests(path));
  const add = (digest: string) => {
    // The newest stand last.
    seen.delete(digest);
    seen.add(digest);
  };
  return {
    isNew(hunt, row) {
      const digest = digestOf(hunt, row);
      if (!seen.has(digest)) return true;
      add(digest);
      return false;
    },
    add: (hunt, row) => add(digestOf(hunt, row)),
    commit() {
      const body = [...seen].slice(-rowsAtMost).join('\n');
      replaceFile(path, `${headOf(body)}\n${body}\n`);
    },
  };
}

function readDigests(path: string): readonly string[] {
  const refused = (reason: string) =>
    new TriageError(
      `${path} is no state of earlier hunts: ${reason}`,
      'put back a copy of it, or delete it: every row counts as new then',
    );
  const text = readIfThere(path, refused);
  if (text === undefined) return [];
  const end = text.indexOf('\n');
  const body = text.slice(end + 1, -1);
  if (text.slice(0, end) !== headOf(body) || !text.endsWith('\n')) {
    throw refused('it is damaged, or of another kind');
  }
  const digests = body === '' ? [] : body.split('\n');
  if (!digests.every((digest) => digestForm.test(digest))) throw refused('it holds something else');
  return digests;
}

function readIfThere(path: string, refused: (reason: string) => TriageError): string | undefined {
  try {
    return readRegularText(path, bytesAtMost);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw refused(error instanceof Error ? error.message : String(error));
  }
}

function headOf(body: string): string {
  return `${format} ${createHash('sha256').update(body).digest('hex')}`;
}

function digestOf({ id, clockColumns }: AskedHunt, row: FleetRow): string {
  const cells = Object.entries(row).filter(([name]) => !clockColumns.includes(name));
  cells.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([id, cells]))
    .digest('base64url');
}
