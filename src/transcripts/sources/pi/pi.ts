import { basename } from 'node:path';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { locatedFiles } from '../located-files.ts';
import { type BlockForm, blockEntries, timeIn, writtenResult } from '../message-blocks.ts';

/** Say nothing of calls and prompts; what the human runs with `!` is no call of the agent. */
const idle: ReadonlySet<string> = new Set(
  'thinking_level_change compaction branch_summary label custom custom_message session_info leaf bashExecution branchSummary compactionSummary system'.split(
    ' ',
  ),
);
const roles: ReadonlySet<unknown> = new Set(['user', 'assistant']);

/** A command that failed says so in its last line. */
const form: BlockForm = {
  outcomeOf({ block, text }) {
    if (/^(?:Command|Operation) aborted\b/m.test(text.slice(-200))) return 'interrupted';
    return block['isError'] === true || block['is_error'] === true ? 'failed' : 'succeeded';
  },
};

/**
 * One file a session: a header, then a tree of messages, of which every branch was said and done.
 * https://github.com/badlogic/pi-mono/blob/main/packages/coding-agent/docs/session.md
 */
const lineSource = (agent: string) =>
  entrySource({
    agent,
    ids: 'model',
    locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(path).replace(/\.jsonl.*$/, '')),
    *read(file, reportGap) {
      for (const { object, line } of readJsonLines(file, reportGap))
        for (const entry of entriesOf(object)) yield { ...entry, place: { line } };
    },
  });

export const pi = lineSource('pi');
/** Grew out of it, and keeps its form; older versions have blocks as the model's provider has them. */
export const openclaw = lineSource('openclaw');

function entriesOf(record: JsonObject): UnplacedEntry[] {
  const type = textOf(record['type']) ?? '';
  const time = timeIn(record['timestamp']);
  if (type === 'session') {
    const cwd = textOf(record['cwd']);
    return [{ ...contextOf({ sessionId: textOf(record['id']), cwd, project: cwd }), ...time }];
  }
  if (type === 'model_change') return [contextOf({ model: textOf(record['modelId']) })];
  const message = objectOf(record['message']);
  if (type !== 'message' || !message) return idle.has(type) ? [] : [unclaimed(type, record)];
  const { role, content } = message;
  const at = time.at ?? timeIn(message['timestamp']).at;
  if (role === 'toolResult') return [{ ...writtenResult(message, form), ...(at !== undefined && { at }) }];
  if (!roles.has(role))
    return idle.has(String(role)) ? [] : [unclaimed(`message of ${String(role)}`, message)];
  const model = textOf(message['model']);
  const entries = blockEntries({ role, content, ...(at !== undefined && { at }) }, form);
  return model === undefined ? entries : [contextOf({ model }), ...entries];
}

function unclaimed(type: string, record: JsonObject): UnplacedEntry {
  return { kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(record) };
}
