import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { Entry, UnplacedEntry } from '../../entries/entry.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { namedCall } from './call-input.ts';
import { readUserText } from './user-text.ts';
import { projectIn, workspaceOf } from './workspace.ts';

/**
 * The entries of a transcript: `{"role", "message": {"content": […]}}` on each line, without times, ids and results.
 * What became of a call is not told, and neither is when it was made: the prompts around it have a time.
 */
export function* readTranscript(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const project = projectIn(file.path);
  const cwd = workspaceOf(file, project);
  const { sessionId, agentId } = file;
  yield { ...contextOf({ sessionId, agentId, cwd, project: cwd ?? project }), place: {} };
  for (const { object, line } of readJsonLines(file, reportGap)) {
    for (const entry of entriesOf(object)) yield { ...entry, place: { line } };
  }
}

function entriesOf(record: JsonObject): UnplacedEntry[] {
  const { role } = record;
  const content = objectOf(record['message'])?.['content'] ?? record['content'];
  const blocks: readonly unknown[] =
    typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content);
  if ((role !== 'user' && role !== 'assistant') || blocks.length === 0) return [unclaimed(role, record)];
  return blocks.flatMap((block) => blockEntries(objectOf(block) ?? {}, role));
}

function blockEntries(block: JsonObject, role: 'user' | 'assistant'): UnplacedEntry[] {
  const { type } = block;
  if (type === 'tool_use')
    return [{ kind: 'call', ...namedCall(textOf(block['name']) ?? '', block['input']) }];
  if (type !== 'text') return [unclaimed(type, block)];
  if (role === 'assistant') return [];
  const { prompt, at } = readUserText(textOf(block['text']) ?? '');
  const time = at === undefined ? {} : { at };
  return prompt === undefined ? [] : [{ kind: 'prompt', text: prompt, ...time }];
}

function unclaimed(type: unknown, record: JsonObject): UnplacedEntry {
  return { kind: 'unclaimed', type: textOf(type) ?? 'no type', mayHoldCall: couldHold(record) };
}
