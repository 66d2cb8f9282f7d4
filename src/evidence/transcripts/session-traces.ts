import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Home, referencePath } from '../home.ts';
import { readHead } from './read-head.ts';

/** Other places that name sessions; a session that only they know has no transcript any more. */
export interface SessionTraces {
  /** As gaps name it: `.claude/history.jsonl`. */
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
export function sessionTraces(home: Home, configuration: string): SessionTraces[] {
  const place = (name: string): string => referencePath(home, join(configuration, name));
  const inFolders = folders.map((name) => ({
    place: place(name),
    sessionIds: idsIn(join(configuration, name)),
  }));
  const inFiles = files.map((name) => ({ place: place(name), sessionIds: idsOf(join(configuration, name)) }));
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
