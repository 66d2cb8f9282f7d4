import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { type JsonObject, listOf, objectOf } from '../../../json-object.ts';
import type { Entry } from '../../entries/entry.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { TaskReader } from './task-reader.ts';

const opening = /\{\s*"ts"\s*:/g;

/**
 * The entries of the list of messages that a task showed.
 * https://github.com/cline/cline/blob/main/src/shared/ExtensionMessage.ts (`ClineMessage`)
 */
export function* readTask(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const { value, saved } = readJsonText(file, opening, reportGap);
  const messages: readonly unknown[] = Array.isArray(value)
    ? value
    : [value].filter((one) => one !== undefined);
  const reader = new TaskReader(file.sessionId);
  yield { kind: 'context', sessionId: file.sessionId, place: {} };
  for (const [index, message] of [...messages, ...saved].entries()) {
    const place = saved.length > 0 ? {} : { pointer: `/${index}` };
    for (const entry of reader.message(recordOf(message), index)) yield { ...entry, place };
  }
}

function recordOf(message: unknown): JsonObject {
  return objectOf(message) ?? { type: 'no message', content: listOf(message) };
}
