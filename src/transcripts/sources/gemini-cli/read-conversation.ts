import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { listOf, objectOf } from '../../../json-object.ts';
import type { Entry } from '../../entries/entry.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { ConversationReader } from './conversation-reader.ts';

/** A message, or a call of one. */
const opening = /\{\s*"id"\s*:/g;

/**
 * The entries of a conversation. A journal repeats messages as they grow, and says what else changed: `{$set: {…}}`.
 * What it takes back, `{$rewindTo: …}`, ran all the same.
 * https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/services/chatRecordingTypes.ts
 */
export function readConversation(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  return file.path.endsWith('.jsonl') ? journal(file, reportGap) : document(file, reportGap);
}

function* document(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const reader = new ConversationReader(file);
  const { value, saved } = readJsonText(file, opening, reportGap);
  const conversation = objectOf(value);
  if (value !== undefined && !conversation)
    yield { kind: 'unclaimed', type: 'no conversation', mayHoldCall: true, place: {} };
  if (conversation) for (const entry of reader.header(conversation)) yield { ...entry, place: {} };
  for (const [index, message] of listOf(conversation?.['messages']).entries()) {
    for (const { entry, inside } of reader.message(message)) {
      yield { ...entry, place: { pointer: `/messages/${index}${inside}` } };
    }
  }
  for (const object of saved) for (const { entry } of reader.saved(object)) yield { ...entry, place: {} };
}

function* journal(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const reader = new ConversationReader(file);
  for (const { object, line } of readJsonLines(file, reportGap)) {
    const changed = objectOf(object['$set']);
    const isMessage = !changed && 'id' in object;
    const header = isMessage ? [] : reader.header(changed ?? object);
    for (const entry of header) yield { ...entry, place: { line } };
    for (const message of isMessage ? [object] : listOf(changed?.['messages'])) {
      for (const { entry } of reader.message(message)) yield { ...entry, place: { line } };
    }
  }
}
