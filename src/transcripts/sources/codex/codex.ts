import { basename } from 'node:path';
import { entrySource } from '../../entries/entry-source.ts';
import { locatedFiles } from '../located-files.ts';
import { readRollout } from './read-rollout.ts';
import { sessionTraces } from './session-traces.ts';

const agent = 'codex';

/** `rollout-2026-01-02T03-04-05-<id of the session>.jsonl` */
const fileName = /^rollout-(?:\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-)?(.+?)\.jsonl(?:\.zst)?$/;

/** Command line, desktop application and editor extension: `sessions/` and `archived_sessions/`. */
export const codex = entrySource({
  agent,
  locate: (evidence) =>
    locatedFiles(agent, evidence, (path) => fileName.exec(basename(path))?.[1] ?? basename(path)),
  traces: sessionTraces,
  read: readRollout,
});
