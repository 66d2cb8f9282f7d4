import { basename, dirname } from 'node:path';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { locatedFiles } from '../located-files.ts';
import { EventReader } from './event-reader.ts';
import { readHistory } from './read-history.ts';

const agent = 'copilot-cli';
const eventsFile = 'events.jsonl';

/**
 * One folder a session, with a file of events, one JSON object a line; before 1.0.11 the file alone, and at first one
 * document of what the model was sent.
 */
export const copilotCli = entrySource({
  agent,
  locate: (evidence) => locatedFiles(agent, evidence, sessionOf),
  *read(file, reportGap) {
    if (file.path.endsWith('.json')) {
      yield* readHistory(file, reportGap);
      return;
    }
    const reader = new EventReader();
    for (const { object, line } of readJsonLines(file, reportGap)) {
      for (const entry of reader.entriesOf(object)) yield { ...entry, place: { line } };
    }
  },
});

function sessionOf(path: string): string {
  return basename(path) === eventsFile ? basename(dirname(path)) : basename(path).replace(/\.jsonl?$/, '');
}
