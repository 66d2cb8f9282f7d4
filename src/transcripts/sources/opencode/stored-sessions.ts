import type { Row } from '../../../evidence/database/evidence-database.ts';
import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import type { DatabaseForm } from '../../entries/database-sessions.ts';
import type { Entry } from '../../entries/entry.ts';
import { messageEntries } from './message-entries.ts';
import { sessionEntry } from './session-entry.ts';

/**
 * Tables `session`, `message` and `part`; a column `data` has the object of the older files, without its ids.
 * https://github.com/anomalyco/opencode/tree/dev/packages/opencode/src/session (`session.sql.ts`)
 */
export const storedSessions: DatabaseForm = {
  *sessions(database) {
    for (const row of database.rows({ table: 'session', columns: ['id'], orderBy: ['time_created', 'id'] }))
      yield String(row['id']);
    // Whoever takes a session away may leave what it said.
    for (const table of ['message', 'part'].filter((one) => database.has(one)))
      yield* database.values({ table, column: 'session_id' });
  },
  *read(database, { sessionId }) {
    const ofSession = { where: '"session_id" = ?', values: [sessionId] } as const;
    for (const row of database.rows({ ...sessionTable, where: '"id" = ?', values: [sessionId] }))
      yield { ...sessionEntry(infoOf(row)), place: placeOf('session', row) };
    const messages = new Map<string, JsonObject>();
    for (const row of database.rows({ ...messageTable, ...ofSession })) {
      const info = recordIn(row);
      if (!info) yield broken('message', row);
      else yield* entriesOf({ info }, 'message', row);
      messages.set(String(row['id']), told(info));
    }
    for (const row of database.rows({ ...partTable, ...ofSession })) {
      const part = recordIn(row);
      const info = messages.get(String(row['message_id'])) ?? {};
      if (part) yield* entriesOf({ info, parts: [part] }, 'part', row);
      else yield broken('part', row);
    }
  },
};

const sessionTable = {
  table: 'session',
  columns: ['id', 'parent_id', 'directory', 'version', 'time_created'],
} as const;
const messageTable = { table: 'message', columns: ['id', 'data'], orderBy: ['id'] } as const;
const partTable = {
  table: 'part',
  columns: ['id', 'message_id', 'data'],
  orderBy: ['message_id', 'id'],
} as const;

/** The row as the record of a session, as files have it. */
function infoOf(row: Row): JsonObject {
  return {
    id: row['id'],
    parentID: row['parent_id'],
    directory: row['directory'],
    version: row['version'],
    time: { created: row['time_created'] },
  };
}

/** What the parts of a message need to know of it. */
function told(info: JsonObject | undefined): JsonObject {
  return { role: info?.['role'], path: info?.['path'], modelID: info?.['modelID'], time: info?.['time'] };
}

/** `data` with the id of its row, by which a call that two places hold is one. */
function recordIn(row: Row): JsonObject | undefined {
  try {
    const data = objectOf(JSON.parse(textOf(row['data']) ?? ''));
    return data && { ...data, id: row['id'] };
  } catch {
    return undefined;
  }
}

function* entriesOf(message: JsonObject, table: string, row: Row): Generator<Entry> {
  for (const { entry } of messageEntries(message)) yield { ...entry, place: placeOf(table, row) };
}

function broken(table: string, row: Row): Entry {
  return {
    kind: 'unclaimed',
    type: `${table} that is no JSON`,
    mayHoldCall: true,
    place: placeOf(table, row),
  };
}

function placeOf(table: string, row: Row) {
  return { table, row: String(row['rowid']) };
}
