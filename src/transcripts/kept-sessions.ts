import { join } from 'node:path';
import type { Agent } from '../agents/agent.ts';
import { agentOfSession, recognisedBytes } from '../evidence/agents/recognise-session.ts';
import { whereLinksLead } from '../evidence/configuration/follow-links.ts';
import type { ReportGap } from '../evidence/gap.ts';
import { type Home, referencePath } from '../evidence/home.ts';
import { entriesIn } from '../evidence/names-in.ts';
import { readHead } from '../evidence/read-head.ts';

/** Where captures are looked for. */
export interface CaptureSearch {
  readonly home: Home;
  /** Absolute on this machine. */
  readonly folders: readonly string[];
  readonly reportGap: ReportGap;
}

/** A file with a session that somebody kept. */
export interface KeptSession {
  /** Absolute on this machine. */
  readonly path: string;
  /** Whose it is; absent for a capture of Claude Code. */
  readonly agent: Agent | undefined;
}

/** Names that people and jobs give to what `claude -p` prints. */
const wanted = /\.(?:jsonl|ndjson|json)$/;
const entriesAtMost = 5000;
const foldersAtMost = 500;
const candidatesAtMost = 20_000;

/**
 * Every session that is printed begins with a record of the type `system` that has the session's id.
 * https://code.claude.com/docs/en/headless#stream-responses
 */
const beginning = /^\s{0,20}\[?\s{0,20}\{\s{0,20}"type"\s{0,4}:\s{0,4}"system"\s{0,4},/;

/**
 * What sessions printed and somebody kept: `stream-json` of `claude -p` and `claude-execution-output.json` of the
 * GitHub Action; and sessions of other agents that were copied or exported. Looked for at the top of the folders.
 */
export function keptSessions(search: CaptureSearch): KeptSession[] {
  const folders = [...new Set(search.folders)].sort().slice(0, foldersAtMost);
  const candidates = folders.flatMap((folder) =>
    entriesOf(folder, search)
      .filter((entry) => entry.isFile() && wanted.test(entry.name))
      .map(({ name }) => join(folder, name)),
  );
  if (candidates.length > candidatesAtMost) {
    const reason = `captures were looked for in ${candidatesAtMost} of ${candidates.length} files`;
    search.reportGap({ kind: 'truncated', reason });
  }
  return candidates.slice(0, candidatesAtMost).flatMap((path) => keptSession(path) ?? []);
}

/** A file by what it begins with. */
function keptSession(path: string): KeptSession | undefined {
  const head = readHead(path, recognisedBytes);
  const agent = agentOfSession(head);
  const isCapture = beginning.test(head) && head.includes('"session_id"');
  return agent || isCapture ? { agent, path } : undefined;
}

function entriesOf(folder: string, { home, reportGap }: CaptureSearch): ReturnType<typeof entriesIn> {
  const entries = entriesIn(whereLinksLead(folder, home) ?? '');
  if (entries.length <= entriesAtMost) return entries;
  const reason = `has ${entries.length} entries; captures were looked for among ${entriesAtMost} of them`;
  reportGap({ kind: 'truncated', reason, evidence: { path: referencePath(home, folder) } });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, entriesAtMost);
}
