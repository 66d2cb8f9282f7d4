import { basename, dirname } from 'node:path';
import { storeFiles } from '../../../evidence/agents/store-files.ts';
import { referencePath } from '../../../evidence/home.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { EventReader } from './event-reader.ts';

const agent = 'copilot-cli';

/** One folder a session, with a file of events, one JSON object a line. */
export const copilotCli = entrySource({
  agent,
  locate: (evidence) =>
    storeFiles(agent, evidence).map((path) => ({
      agent,
      path,
      reference: referencePath(evidence.home, path),
      project: '',
      kind: 'main',
      sessionId: basename(dirname(path)),
    })),
  *read(file, reportGap) {
    const reader = new EventReader();
    for (const { object, line } of readJsonLines(file, reportGap)) {
      for (const entry of reader.entriesOf(object)) yield { ...entry, place: { line } };
    }
  },
});
