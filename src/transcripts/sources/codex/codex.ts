import { basename } from 'node:path';
import { storeFiles } from '../../../evidence/agents/store-files.ts';
import { referencePath } from '../../../evidence/home.ts';
import { entrySource } from '../../entries/entry-source.ts';
import { readRollout } from './read-rollout.ts';
import { sessionTraces } from './session-traces.ts';

const agent = 'codex';

/** `rollout-2026-01-02T03-04-05-<id of the session>.jsonl` */
const fileName = /^rollout-(?:\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-)?(.+?)\.jsonl(?:\.zst)?$/;

/** Command line, desktop application and editor extension: `sessions/` and `archived_sessions/`. */
export const codex = entrySource({
  agent,
  locate: (evidence) =>
    storeFiles(agent, evidence).map((path) => ({
      agent,
      path,
      reference: referencePath(evidence.home, path),
      project: '',
      kind: 'main',
      sessionId: fileName.exec(basename(path))?.[1] ?? basename(path),
    })),
  traces: sessionTraces,
  read: readRollout,
});
