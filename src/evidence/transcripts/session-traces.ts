import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readHead } from './read-head.ts';

/** Other places that name sessions; a session that only they know has no transcript any more. */
export interface SessionTraces {
  /** As gaps name it: `history.jsonl`. */
  readonly place: string;
  readonly sessionIds: ReadonlySet<string>;
}

const sessionId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const anySessionId =
  /"(?:sessionId|lastSessionId|session_id)":\s?"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"/g;

/** https://code.claude.com/docs/en/claude-directory */
const folders = ['file-history', 'session-env', 'tasks', 'debug', 'todos'];
const files = ['history.jsonl', '../.claude.json'];
const historyBytes = 32 * 1024 * 1024;

/** @param configuration the agent's folder, absolute */
export function sessionTraces(configuration: string): SessionTraces[] {
  const inFolders = folders.map((place) => ({ place, sessionIds: idsIn(join(configuration, place)) }));
  const inFiles = files.map((place) => ({ place, sessionIds: idsOf(join(configuration, place)) }));
  return [...inFiles, ...inFolders].filter(({ sessionIds }) => sessionIds.size > 0);
}

function idsIn(folder: string): Set<string> {
  try {
    // `todos/<session>-agent-<agent>.json`, `debug/<session>.txt`
    return new Set(
      readdirSync(folder)
        .map((name) => name.slice(0, 36))
        .filter((name) => sessionId.test(name)),
    );
  } catch {
    return new Set();
  }
}

function idsOf(file: string): Set<string> {
  return new Set([...readHead(file, historyBytes).matchAll(anySessionId)].flatMap(([, id]) => id ?? []));
}
