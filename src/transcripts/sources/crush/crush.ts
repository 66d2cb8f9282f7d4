import type { Row } from '../../../evidence/database/evidence-database.ts';
import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { DatabaseForm } from '../../entries/database-sessions.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { type BlockForm, timeIn, writtenCall, writtenResult } from '../message-blocks.ts';

/** Say nothing of calls and prompts. */
const idle: ReadonlySet<string> = new Set(['reasoning', 'image_url', 'binary', 'finish', 'shell_command']);

const form: BlockForm = {
  outcomeOf({ block, text }) {
    const start = text.slice(0, 300);
    if (/\b(?:user denied permission|permission denied by user)\b/i.test(start)) return 'denied';
    if (block['is_error'] === true && /^Permission denied$/.test(start)) return 'denied';
    if (block['is_error'] === true && /^Tool not found: /.test(start)) return 'not-run';
    if (/\b(?:cancell?ed|aborted) by (?:the )?user\b|^Tool execution cancell?ed/i.test(start))
      return 'interrupted';
    const code = /^Exit code (-?\d{1,10})$/m.exec(text)?.[1];
    if (block['is_error'] === true || (code !== undefined && code !== '0')) return 'failed';
    return 'succeeded';
  },
};

/** https://github.com/charmbracelet/crush/tree/main/internal/db/migrations */
const storedSessions: DatabaseForm = {
  *sessions(database) {
    for (const row of database.rows({ table: 'sessions', columns: ['id'], orderBy: ['id'] }))
      yield String(row['id']);
    if (database.has('messages')) yield* database.values({ table: 'messages', column: 'session_id' });
  },
  *read(database, { sessionId, project: cwd }) {
    const folder = cwd === '' ? undefined : cwd;
    for (const row of database.rows({ ...sessions, values: [sessionId] })) {
      const [id, parent] = ['id', 'parent_session_id'].map((name) => textOf(row[name]));
      const context = contextOf({
        sessionId: parent ?? id,
        agentId: parent === undefined ? undefined : id,
        cwd: folder,
        project: folder,
      });
      yield {
        ...context,
        ...timeIn(row['created_at']),
        place: { table: 'sessions', row: String(row['id']) },
      };
    }
    for (const row of database.rows({ ...messages, values: [sessionId] })) {
      const place = { table: 'messages', row: String(row['id']) };
      const parts = parsed(row['parts']);
      if (!Array.isArray(parts))
        yield { kind: 'unclaimed', type: 'message that is no list', mayHoldCall: true, place };
      else
        for (const part of parts)
          for (const entry of partEntries(objectOf(part) ?? {}, row)) yield { ...entry, place };
    }
  },
};

const sessions = {
  table: 'sessions',
  columns: ['id', 'parent_session_id', 'created_at'],
  where: '"id" = ?',
} as const;
const messages = {
  table: 'messages',
  columns: ['id', 'role', 'parts', 'model', 'created_at'],
  where: '"session_id" = ?',
  orderBy: ['created_at', 'rowid'],
} as const;

/** One database a project, in its folder `.crush`. */
export const crush = entrySource({
  agent: 'crush',
  ids: 'session',
  // It lies in the folder that it worked in, and those are looked through together.
  locate: () => [],
  *read() {
    yield { kind: 'unclaimed', type: 'no database', mayHoldCall: true, place: {} };
  },
  database: storedSessions,
});

function partEntries(part: JsonObject, row: Row): UnplacedEntry[] {
  const type = textOf(part['type']) ?? '';
  const data = objectOf(part['data']) ?? {};
  const time = timeIn(row['created_at']);
  if (type === 'text') {
    const text = textOf(data['text']);
    return row['role'] === 'user' && text !== undefined ? [{ kind: 'prompt', text, ...time }] : [];
  }
  if (type === 'tool_call') {
    const model = textOf(row['model']);
    const call = writtenCall(data);
    const cwd = textOf(call.input['working_dir']);
    return [
      ...(model === undefined ? [] : [contextOf({ model })]),
      { kind: 'call', ...call, ...(cwd !== undefined && { cwd }), ...time },
    ];
  }
  if (type === 'tool_result') return [{ ...writtenResult(data, form), ...time }];
  if (idle.has(type)) return [];
  return [{ kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(part) }];
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
