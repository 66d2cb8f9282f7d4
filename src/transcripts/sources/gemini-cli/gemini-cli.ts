import { basename } from 'node:path';
import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { Entry } from '../../entries/entry.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { ChatRecords } from './chat-records.ts';
import { geminiSource } from './gemini-source.ts';
import { readConversation } from './read-conversation.ts';

/** One file a conversation: a document that is rewritten, since 0.40 a journal of lines. */
export const geminiCli = geminiSource({ agent: 'gemini-cli', read: readConversation });

/** Grew out of it, and kept its form at first; later versions have `projects/<project>/chats/<session>.jsonl`. */
export const qwenCode = geminiSource({
  agent: 'qwen-code',
  ids: 'session',
  read: (file, reportGap) =>
    /^(?!session-).*\.jsonl$/.test(basename(file.path))
      ? records(file, reportGap)
      : readConversation(file, reportGap),
});

function* records(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const reader = new ChatRecords();
  yield { ...contextOf({ sessionId: file.sessionId }), place: {} };
  for (const { object, line } of readJsonLines(file, reportGap))
    for (const entry of reader.entriesOf(object)) yield { ...entry, place: { line } };
}
