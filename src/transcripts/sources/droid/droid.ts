import { basename } from 'node:path';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { locatedFiles } from '../located-files.ts';
import { type BlockForm, blockEntries, timeIn } from '../message-blocks.ts';

const agent = 'droid';
const idle: ReadonlySet<string> = new Set(['todo_state', 'session_end', 'compaction_state', 'system']);

/** What the program adds to a prompt stands in such a tag before it. */
const reminder = /<system-reminder>[\s\S]*?<\/system-reminder>\s*/g;
const exitCode = /\(exit code: (-?\d{1,10})\)|\[Process exited with code (-?\d{1,10})\]/;
const refused =
  /\b(?:user (?:rejected|declined|cancelled)|rejected by (?:the )?user|permission denied by)\b/i;

const form: BlockForm = {
  promptOf: (text) => text.replace(reminder, ''),
  outcomeOf({ block, text }) {
    const isError = block['is_error'] === true || block['isError'] === true;
    if (isError && refused.test(text.slice(0, 500))) return 'denied';
    const [, first, second] = exitCode.exec(text.slice(-500)) ?? [];
    const code = Number(first ?? second ?? 0);
    return isError || code !== 0 ? 'failed' : 'succeeded';
  },
};

/**
 * One file a session: how it began, then a message on each line.
 * https://github.com/jazzyalex/agent-sessions/tree/main/Resources/Fixtures/stage0/agents/droid
 */
export const droid = entrySource({
  agent,
  ids: 'model',
  locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(path, '.jsonl')),
  *read(file, reportGap) {
    yield { ...contextOf({ sessionId: file.sessionId }), place: {} };
    for (const { object, line } of readJsonLines(file, reportGap))
      for (const entry of entriesOf(object)) yield { ...entry, place: { line } };
  },
});

function entriesOf(record: JsonObject): UnplacedEntry[] {
  const type = textOf(record['type']) ?? '';
  const time = timeIn(record['timestamp']);
  if (type === 'session_start') {
    const cwd = textOf(record['cwd']);
    return [{ ...contextOf({ sessionId: textOf(record['id']), cwd, project: cwd }), ...time }];
  }
  const message = objectOf(record['message']);
  if (type === 'message' && message)
    return blockEntries({ role: message['role'], content: message['content'], ...time }, form);
  return idle.has(type)
    ? []
    : [{ kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(record) }];
}
