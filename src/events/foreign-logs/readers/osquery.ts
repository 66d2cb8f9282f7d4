import { isJsonObject, type JsonObject, listOf, objectOf } from '../../../json-object.ts';
import { type Fields, millisecondsAt, present, textAt, variablesAt } from '../fields.ts';
import { objectReader, type ReadEvent } from '../log-reader.ts';

/**
 * Results of osquery, one row a line, in batches or as snapshots. What a row tells of is seen by its columns, for the
 * names of queries are free.
 */
export const osquery = objectReader({
  name: 'osquery',
  source: 'https://osquery.readthedocs.io/en/stable/deployment/logging/',
  claims: (value) =>
    typeof value['hostIdentifier'] === 'string' &&
    ('columns' in value || 'snapshot' in value || 'diffResults' in value),
  read(value) {
    const host = textAt(value, ['decorations.hostname', 'hostIdentifier']);
    const logged = millisecondsAt(value, ['unixTime']);
    return rowsOf(value).flatMap((row): ReadEvent[] => {
      const event = eventOf(row);
      const atMs = millisecondsAt(row, ['time', 'start_time']) ?? logged;
      return event && atMs !== undefined ? [{ atMs, ...present({ host }), ...event }] : [];
    });
  },
});

/** What went away of a table is no event. */
function rowsOf(value: JsonObject): readonly JsonObject[] {
  if (value['action'] === 'removed') return [];
  const columns = objectOf(value['columns']);
  if (columns) return [columns];
  const batch = objectOf(value['diffResults']);
  return listOf(value['snapshot'] ?? batch?.['added']).filter(isJsonObject);
}

/** https://osquery.io/schema/current/#process_events, #es_process_events, #bpf_process_events, #socket_events, #file_events */
function eventOf(row: Fields): Omit<ReadEvent, 'atMs' | 'host'> | undefined {
  if ('target_path' in row && 'action' in row) return fileEvent(row);
  if ('remote_address' in row && 'action' in row) return socketEvent(row);
  if (textAt(row, ['cmdline']) === undefined || textAt(row, ['pid']) === undefined) return undefined;
  const type = textAt(row, ['event_type', 'syscall']) ?? 'exec';
  if (type === 'fork' || type === 'clone') return undefined;
  return { kind: 'process', action: /exit/.test(type) ? 'end' : 'start', actor: started(row) };
}

function started(row: Fields) {
  return present({
    ...actorOf(row),
    parent: textAt(row, ['parent']),
    commandLine: textAt(row, ['cmdline']),
    cwd: textAt(row, ['cwd'])?.replace(/^"|"$/g, ''),
    environment: variablesAt(row, 'env'),
  });
}

function actorOf(row: Fields) {
  return present({
    process: textAt(row, ['pid']),
    executable: textAt(row, ['path', 'executable']),
    user: textAt(row, ['username', 'uid']),
  });
}

function socketEvent(row: Fields): Omit<ReadEvent, 'atMs' | 'host'> {
  const remote = textAt(row, ['remote_address']);
  const port = textAt(row, ['remote_port']);
  return {
    kind: 'network',
    action: /bind|accept/.test(textAt(row, ['action']) ?? '') ? 'listen' : 'connect',
    actor: actorOf(row),
    ...(textAt(row, ['status', 'success']) === 'failed' && { failed: true as const }),
    ...present({ remote, target: remote === undefined ? undefined : `${remote}:${port}` }),
  };
}

const fileActions: Readonly<Record<string, 'create' | 'write' | 'delete' | 'rename' | undefined>> = {
  CREATED: 'create',
  UPDATED: 'write',
  DELETED: 'delete',
  MOVED_FROM: 'rename',
  MOVED_TO: 'rename',
};

function fileEvent(row: Fields): Omit<ReadEvent, 'atMs' | 'host'> | undefined {
  const action = fileActions[textAt(row, ['action']) ?? ''];
  // The column `path` is of the process only where there is one.
  const actor = 'pid' in row || 'executable' in row ? actorOf({ ...row, path: row['executable'] }) : {};
  return action && { kind: 'file', action, actor, ...present({ target: textAt(row, ['target_path']) }) };
}
