import { storeFiles } from '../../evidence/agents/store-files.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import { referencePath } from '../../evidence/home.ts';
import type { TranscriptFile } from '../transcript-file.ts';

/**
 * The files of the stores of an agent, each the main conversation of a session.
 * @param agent id in `src/agents/`
 * @param sessionOf the session, by the path of its file
 */
export function locatedFiles(
  agent: string,
  evidence: Evidence,
  sessionOf: (path: string) => string,
): TranscriptFile[] {
  return storeFiles(agent, evidence).map((path) => ({
    agent,
    path,
    reference: referencePath(evidence.home, path),
    project: '',
    kind: 'main',
    sessionId: sessionOf(path),
  }));
}
