import { basename, dirname } from 'node:path';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { locatedFiles } from '../located-files.ts';
import { EventReader } from './event-reader.ts';

const agent = 'copilot-cli';

/** One folder a session, with a file of events, one JSON object a line. */
export const copilotCli = entrySource({
  agent,
  locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(dirname(path))),
  *read(file, reportGap) {
    const reader = new EventReader();
    for (const { object, line } of readJsonLines(file, reportGap)) {
      for (const entry of reader.entriesOf(object)) yield { ...entry, place: { line } };
    }
  },
});
