import { basename } from 'node:path';
import { storeFiles } from '../../../evidence/agents/store-files.ts';
import { referencePath } from '../../../evidence/home.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { readSession } from './read-session.ts';

const agent = 'opencode';

/** One file a session, with its messages beside it or in it. */
export const opencode = entrySource({
  agent,
  locate: (evidence) =>
    storeFiles(agent, evidence).map((path) => ({
      agent,
      path,
      reference: referencePath(evidence.home, path),
      project: '',
      kind: 'main',
      sessionId: basename(path, '.json'),
    })),
  read: readSession,
});
