import { basename, dirname, join } from 'node:path';
import { storeFiles } from '../../../evidence/agents/store-files.ts';
import type { Evidence } from '../../../evidence/configuration/read-text.ts';
import { referencePath } from '../../../evidence/home.ts';
import { readHead } from '../../../evidence/read-head.ts';
import { type EntryStore, entrySource } from '../../entries/entry-source.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import type { Source } from '../source.ts';

/** A source of an agent that keeps its conversations where Gemini CLI does. */
export function geminiSource({ agent, ...store }: Pick<EntryStore, 'agent' | 'read' | 'ids'>): Source {
  return entrySource({
    agent,
    locate: (evidence) => storeFiles(agent, evidence).map((path) => described(agent, path, evidence)),
    ...store,
  });
}

/** `<project>/chats/session-….json`, `<project>/chats/<session>/<subagent>.json` */
function described(agent: string, path: string, { home }: Evidence): TranscriptFile {
  const folder = dirname(path);
  const isSubagent = basename(folder) !== 'chats';
  const project = dirname(isSubagent ? dirname(folder) : folder);
  const name = basename(path).replace(/\.jsonl?$/, '');
  return {
    agent,
    path,
    reference: referencePath(home, path),
    project: projectOf(project),
    kind: isSubagent ? 'subagent' : 'main',
    sessionId: isSubagent ? basename(folder) : name,
    ...(isSubagent && { agentId: name }),
  };
}

/** The folder is named by a digest or an abbreviation; a file in it says what it stands for. */
function projectOf(folder: string): string {
  return readHead(join(folder, '.project_root'), 4_096).trim() || basename(folder);
}
