import type { EvidenceDatabase, Row } from '../../../evidence/database/evidence-database.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { DatabaseForm } from '../../entries/database-sessions.ts';
import type { Entry } from '../../entries/entry.ts';
import { type BubbleSurroundings, bubbleEntries, timeOf } from './bubble-entries.ts';

const table = 'cursorDiskKV';
const columns = ['key', 'value'] as const;

/**
 * The editor's conversations: `composerData:<id>` with the order of its messages, `bubbleId:<id>:<message>` with one of
 * them; older versions have the messages in the first. https://github.com/kenn-io/agentsview/issues/1515
 */
export const storedComposers: DatabaseForm = {
  *sessions(database) {
    if (!database.has(table)) return;
    const spoken = new Set<string>();
    for (const key of database.values({ table, column: 'key', ...beginning('bubbleId:') }))
      spoken.add(key.split(':')[1] ?? '');
    yield* spoken;
    for (const key of database.values({ table, column: 'key', ...beginning('composerData:') })) {
      const id = key.slice('composerData:'.length);
      if (!spoken.has(id) && listOf(recordAt(database, key)?.['conversation']).length > 0) yield id;
    }
  },
  *read(database, { sessionId: id }) {
    const key = `composerData:${id}`;
    const composer = { ...headOf(database, id), ...recordAt(database, key) };
    const cwd = workspaceOf(composer);
    yield { ...composerEntry(composer, id, cwd), place: { table, row: key } };
    const surroundings = { cwd, content: (name: string) => textAt(database, name) };
    const embedded = listOf(composer['conversation']);
    for (const [index, bubble] of embedded.entries()) {
      const place = { table, row: key, pointer: `/conversation/${index}` };
      for (const entry of bubbleEntries(objectOf(bubble) ?? {}, surroundings)) yield { ...entry, place };
    }
    for (const row of bubblesOf(database, id, composer)) yield* entriesOf(row, surroundings);
  },
};

/** In the order of the conversation; then what it no longer names, which was said and done all the same. */
function* bubblesOf(database: EvidenceDatabase, id: string, composer: JsonObject): Generator<Row> {
  const named = new Set<string>();
  for (const header of listOf(composer['fullConversationHeadersOnly'])) {
    const key = `bubbleId:${id}:${textOf(objectOf(header)?.['bubbleId']) ?? ''}`;
    if (named.has(key)) continue;
    named.add(key);
    yield* database.rows({ table, columns, where: '"key" = ?', values: [key] });
  }
  for (const key of database.values({ table, column: 'key', ...beginning(`bubbleId:${id}:`) }))
    if (!named.has(key)) yield* database.rows({ table, columns, where: '"key" = ?', values: [key] });
}

function* entriesOf(row: Row, surroundings: BubbleSurroundings): Generator<Entry> {
  const place = { table, row: String(row['key']) };
  const text = textIn(row['value']);
  // A message that was taken away leaves its name.
  if (text === '' || text === 'null') return;
  const bubble = parsed(text);
  if (!bubble) yield { kind: 'unclaimed', type: 'message that is no JSON', mayHoldCall: true, place };
  else for (const entry of bubbleEntries(bubble, surroundings)) yield { ...entry, place };
}

/** A conversation that an agent of another one holds names that one. */
function composerEntry(composer: JsonObject, id: string, cwd: string | undefined) {
  const above = objectOf(composer['subagentInfo']);
  const parent = textOf(above?.['rootParentConversationId']) ?? textOf(above?.['parentComposerId']);
  const context = contextOf({
    sessionId: parent ?? id,
    agentId: parent === undefined ? undefined : id,
    cwd,
    project: cwd,
    model: textOf(objectOf(composer['modelConfig'])?.['modelName']),
    gitBranch: textOf(objectOf(composer['activeBranch'])?.['branchName']),
  });
  return { ...context, ...timeOf(composer) };
}

function workspaceOf(composer: JsonObject): string | undefined {
  const uri = objectOf(objectOf(composer['workspaceIdentifier'])?.['uri']);
  return textOf(uri?.['fsPath']) ?? textOf(uri?.['path']);
}

/** Later versions keep what lists of conversations show in a table of its own. */
function headOf(database: EvidenceDatabase, id: string): JsonObject {
  if (!database.has('composerHeaders')) return {};
  const query = { table: 'composerHeaders', columns: ['value'], where: '"composerId" = ?', values: [id] };
  for (const row of database.rows(query)) return parsed(textIn(row['value'])) ?? {};
  return {};
}

function recordAt(database: EvidenceDatabase, key: string): JsonObject | undefined {
  return parsed(textAt(database, key) ?? '');
}

function textAt(database: EvidenceDatabase, key: string): string | undefined {
  for (const row of database.rows({ table, columns, where: '"key" = ?', values: [key] }))
    return textIn(row['value']);
  return undefined;
}

/** Of a column that may hold text or bytes. */
function textIn(value: Row[string] | undefined): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return typeof value === 'string' ? value : '';
}

function parsed(text: string): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Keys that begin so: an order of texts is one of their bytes. */
function beginning(start: string) {
  const end = `${start.slice(0, -1)}${String.fromCharCode(start.charCodeAt(start.length - 1) + 1)}`;
  return { where: '"key" >= ? AND "key" < ?', values: [start, end] } as const;
}
