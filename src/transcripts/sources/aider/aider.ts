import type { Gap } from '../../../evidence/gap.ts';
import { readTextLines } from '../../../evidence/lines/read-text-lines.ts';
import { readHead } from '../../../evidence/read-head.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { ChatReader } from './chat-reader.ts';

/** One file a project, in which every session is written behind the one before. */
export const aider = entrySource({
  agent: 'aider',
  // It lies in the folder that it worked in, and those are looked through together.
  locate: () => [],
  *read(file, reportGap) {
    reportGap(withoutTimes(file.reference));
    const reader = new ChatReader(file.project, !/^(?:> |####).* {2}\r?$/m.test(readHead(file.path)));
    for (const { text, line } of readTextLines(file, reportGap)) {
      for (const { entry, line: at } of reader.entriesOf(text, line)) yield { ...entry, place: { line: at } };
    }
    for (const { entry, line } of reader.finish()) yield { ...entry, place: { line } };
  },
});

function withoutTimes(path: string): Gap {
  const reason =
    'chat histories of Aider hold no times of calls and no exit codes, and of a session its beginning in local time alone: what became of a command is not known';
  return { kind: 'missing', reason, evidence: { path }, limits: 'results' };
}
