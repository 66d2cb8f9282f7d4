import { join } from 'node:path';
import type { EvidenceReference } from '../../../evidence/artifact.ts';
import { whereLinksLead } from '../../../evidence/configuration/follow-links.ts';
import { type Home, referencePath } from '../../../evidence/home.ts';
import { namesIn } from '../../../evidence/names-in.ts';
import { readHead } from '../../../evidence/read-head.ts';

/** A session that the agent lists as running. */
export interface RunningSession {
  readonly sessionId: string;
  readonly processId?: number;
  readonly evidence: EvidenceReference;
}

const filesAtMost = 1000;
const longestEntryBytes = 64 * 1024;

/**
 * `sessions/<pid>.json`: one file for each process of the agent, deleted when it ends; what is left is of a session
 * that runs or that was killed. https://code.claude.com/docs/en/claude-directory
 * @param configuration the agent's folder, absolute
 */
export function runningSessions(home: Home, configuration: string): RunningSession[] {
  const folder = join(configuration, 'sessions');
  return namesIn(folder)
    .filter((name) => /^\d{1,10}\.json$/.test(name))
    .slice(0, filesAtMost)
    .flatMap((name) => entryOf(home, join(folder, name)) ?? []);
}

function entryOf(home: Home, file: string): RunningSession | undefined {
  const entry = parsed(readHead(whereLinksLead(file, home) ?? '', longestEntryBytes));
  if (typeof entry !== 'object' || entry === null || !('sessionId' in entry)) return undefined;
  const { sessionId } = entry;
  const processId = 'pid' in entry ? entry.pid : undefined;
  if (typeof sessionId !== 'string') return undefined;
  return {
    sessionId,
    ...(typeof processId === 'number' && { processId }),
    evidence: { path: referencePath(home, file) },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Written at this moment, or broken: it names no session.
    return undefined;
  }
}
