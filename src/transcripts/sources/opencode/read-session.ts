import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { listOf, objectOf, textOf } from '../../../json-object.ts';
import type { Entry } from '../../entries/entry.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { messageEntries } from './message-entries.ts';
import { sessionEntry } from './session-entry.ts';
import { storedMessages } from './stored-messages.ts';

/** A message, or a part of one. */
const opening = /\{\s*"(?:id|type|info)"\s*:/g;

/**
 * The entries of a session: an export `{info, messages: [{info, parts}]}`, or the record of a session whose messages
 * lie in files of their own. https://github.com/sst/opencode/tree/dev/packages/opencode/src/session
 */
export function* readSession(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const { value, saved } = readJsonText(file, opening, reportGap);
  const record = objectOf(value);
  if (value !== undefined && !record)
    yield { kind: 'unclaimed', type: 'no session', mayHoldCall: true, place: {} };
  const info = objectOf(record?.['info']) ?? record;
  if (info) yield { ...sessionEntry(info), place: {} };
  for (const [index, message] of listOf(record?.['messages']).entries()) {
    for (const { entry, inside } of messageEntries(objectOf(message) ?? {}))
      yield { ...entry, place: { pointer: `/messages/${index}${inside}` } };
  }
  if (info && record && !('messages' in record)) {
    for (const { message, place } of storedMessages(file, textOf(info['id']) ?? file.sessionId, reportGap)) {
      for (const { entry } of messageEntries(message)) yield { ...entry, place };
    }
  }
  for (const object of saved)
    for (const { entry } of messageEntries({ parts: [object] })) yield { ...entry, place: {} };
}
