import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { acquire } from '../acquire.ts';
import { type Home, referencePath } from '../home.ts';
import { readHead } from './read-head.ts';

/** Other places that name sessions; a session that only they know has no transcript any more. */
export interface SessionTraces {
  /** As gaps name it: `.claude/history.jsonl`. */
  readonly place: string;
  /** From session ids to the time of their last trace, in milliseconds; NaN where nothing dates it. */
  readonly sessions: ReadonlyMap<string, number>;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const sessionId = new RegExp(`^${uuid}$`);
const namedSession = new RegExp(`"(?:sessionId|lastSessionId|session_id)":\\s?"(${uuid})"`, 'g');
const timestamp = /"timestamp":\s?(\d{13})\b/;

/** https://code.claude.com/docs/en/claude-directory */
const folders = ['file-history', 'session-env', 'tasks', 'debug', 'todos'];
const files = ['history.jsonl', '../.claude.json'];
const historyBytes = 32 * 1024 * 1024;

/** @param configuration the agent's folder, absolute */
export function sessionTraces(home: Home, configuration: string): SessionTraces[] {
  const trace = (name: string, read: (path: string) => Map<string, number>): SessionTraces => {
    const path = join(configuration, name);
    return { place: referencePath(home, path), sessions: read(path) };
  };
  const traces = [
    ...files.map((name) => trace(name, inFile)),
    ...folders.map((name) => trace(name, inFolder)),
  ];
  return traces.filter(({ sessions }) => sessions.size > 0);
}

/** `todos/<session>-agent-<agent>.json`, `debug/<session>.txt`, `file-history/<session>/` */
function inFolder(folder: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of namesIn(folder)) {
    const id = name.slice(0, 36);
    const modifiedAt = acquire(join(folder, name), name)?.modifiedAt;
    if (sessionId.test(id)) note(found, id, Date.parse(modifiedAt ?? ''));
  }
  return found;
}

/** One prompt a line in `history.jsonl`; one line or many, without times, in `.claude.json`. */
function inFile(file: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of readHead(file, historyBytes).split('\n')) {
    const at = Number(timestamp.exec(line)?.[1] ?? Number.NaN);
    for (const [, id = ''] of line.matchAll(namedSession)) note(found, id, at);
  }
  return found;
}

function note(found: Map<string, number>, id: string, at: number): void {
  const before = found.get(id) ?? Number.NaN;
  found.set(id, at > before || Number.isNaN(before) ? at : before);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No such folder, or none that may be entered: nothing is known from it.
    return [];
  }
}
