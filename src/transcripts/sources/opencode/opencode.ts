import { basename } from 'node:path';
import { entrySource } from '../../entries/entry-source.ts';
import { locatedFiles } from '../located-files.ts';
import { readSession } from './read-session.ts';
import { storedSessions } from './stored-sessions.ts';

const agent = 'opencode';

/** Since 1.2 a database; before, and in exports, one file a session, with its messages beside it or in it. */
export const opencode = entrySource({
  agent,
  locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(path, '.json')),
  read: readSession,
  database: storedSessions,
});
