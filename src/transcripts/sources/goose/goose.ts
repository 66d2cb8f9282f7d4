import { basename } from 'node:path';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { textOf } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { locatedFiles } from '../located-files.ts';
import { messageEntries } from './message-entries.ts';
import { storedSessions } from './stored-sessions.ts';

const agent = 'goose';

/** Since 1.10 a database; before, one file a session: what holds for it, then a message on each line. */
export const goose = entrySource({
  agent,
  ids: 'model',
  locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(path, '.jsonl')),
  *read(file, reportGap) {
    yield { ...contextOf({ sessionId: file.sessionId }), place: {} };
    for (const { object, line } of readJsonLines(file, reportGap)) {
      const place = { line };
      const cwd = textOf(object['working_dir']);
      if (cwd !== undefined && object['role'] === undefined)
        yield { ...contextOf({ cwd, project: cwd }), place };
      const { role, content, created } = object;
      const time = typeof created === 'number' ? { at: created * 1_000 } : {};
      for (const entry of messageEntries(role, content, time)) yield { ...entry, place };
      if (role === undefined && cwd === undefined)
        yield { kind: 'unclaimed', type: 'no message', mayHoldCall: true, place };
    }
  },
  database: storedSessions,
});
