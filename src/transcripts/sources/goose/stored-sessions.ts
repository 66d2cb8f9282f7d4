import type { Row } from '../../../evidence/database/evidence-database.ts';
import { objectOf, textOf } from '../../../json-object.ts';
import { modeOf } from '../../dialects/goose/goose.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { DatabaseForm } from '../../entries/database-sessions.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { messageEntries } from './message-entries.ts';

/**
 * Tables `sessions` and `messages`; `content_json` has the blocks of a message.
 * https://github.com/block/goose/blob/main/crates/goose/src/session/session_manager.rs
 */
export const storedSessions: DatabaseForm = {
  *sessions(database) {
    for (const row of database.rows({ table: 'sessions', columns: ['id'], orderBy: ['id'] }))
      yield String(row['id']);
    if (database.has('messages')) yield* database.values({ table: 'messages', column: 'session_id' });
  },
  *read(database, { sessionId }) {
    for (const row of database.rows({ ...sessions, values: [sessionId] })) {
      const place = { table: 'sessions', row: String(row['id']) };
      for (const entry of sessionEntries(row)) yield { ...entry, place };
    }
    for (const row of database.rows({ ...messages, values: [sessionId] })) {
      const place = { table: 'messages', row: String(row['rowid']) };
      const content = parsed(row['content_json']);
      if (Array.isArray(content))
        for (const entry of messageEntries(row['role'], content, timeOf(row))) yield { ...entry, place };
      else yield { kind: 'unclaimed', type: 'message that is no list', mayHoldCall: true, place };
    }
  },
};

const sessions = {
  table: 'sessions',
  columns: [
    'id',
    'working_dir',
    'created_at',
    'goose_mode',
    'parent_session_id',
    'model_config_json',
    'session_type',
  ],
  where: '"id" = ?',
} as const;
const messages = {
  table: 'messages',
  columns: ['role', 'content_json', 'created_timestamp'],
  where: '"session_id" = ?',
  orderBy: ['created_timestamp', 'rowid'],
} as const;

/** One that an agent of another one started names that one. */
function sessionEntries(row: Row): UnplacedEntry[] {
  const [id, parent, cwd] = ['id', 'parent_session_id', 'working_dir'].map((name) => textOf(row[name]));
  const model = objectOf(parsed(row['model_config_json']));
  const context = contextOf({
    sessionId: parent ?? id,
    agentId: parent === undefined ? undefined : id,
    cwd,
    project: cwd,
    entrypoint: textOf(row['session_type']),
    model: textOf(model?.['model_name']) ?? textOf(model?.['model']),
  });
  const at = Date.parse(`${textOf(row['created_at'])?.replace(' ', 'T').replace(/Z?$/, 'Z')}`);
  const time = Number.isNaN(at) ? {} : { at };
  const mode = textOf(row['goose_mode']);
  return [
    { ...context, ...time },
    ...(mode === undefined ? [] : [{ kind: 'mode' as const, ...modeOf(mode), ...time }]),
  ];
}

/** Seconds since 1970, in some versions milliseconds. */
function timeOf(row: Row): { readonly at?: number } {
  const at = Number(row['created_timestamp']);
  if (!(at > 0)) return {};
  return { at: at > 1e11 ? at : at * 1_000 };
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
