import { basename } from 'node:path';
import { storeFiles } from '../../../evidence/agents/store-files.ts';
import { isDatabase } from '../../../evidence/database/is-database.ts';
import type { Gap } from '../../../evidence/gap.ts';
import { referencePath } from '../../../evidence/home.ts';
import { entrySource } from '../../entries/entry-source.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { readTextTranscript } from './read-text-transcript.ts';
import { readTranscript } from './read-transcript.ts';
import { storedComposers } from './stored-composers.ts';

const agent = 'cursor';

/**
 * The editor keeps conversations in a database, with times and results; the editor and the command line write
 * transcripts without. A conversation that stands in both is read from the database.
 */
export const cursor = entrySource({
  agent,
  locate(evidence) {
    const paths = storeFiles(agent, evidence);
    const first = paths.find((path) => !isDatabase(path));
    if (first !== undefined) evidence.reportGap(withoutResults(referencePath(evidence.home, first)));
    return paths.map((path) => described(path, referencePath(evidence.home, path)));
  },
  read: (file, reportGap) =>
    file.path.endsWith('.txt') ? readTextTranscript(file, reportGap) : readTranscript(file, reportGap),
  database: storedComposers,
  isCopy: ({ database, kind }) => database === undefined && kind === 'main',
});

/** Said once: it holds for every transcript. @param reference of one of them */
function withoutResults(reference: string): Gap {
  const path = reference.replace(/(projects)\/.*/s, '$1');
  const reason =
    'transcripts of Cursor hold no results, no times and no modes: what became of their calls is not known';
  return { kind: 'missing', reason, evidence: { path }, limits: 'results' };
}

/** `projects/<project>/agent-transcripts/<session>/<session>.jsonl`, beside it `subagents/<agent>.jsonl`. */
function described(path: string, reference: string): TranscriptFile {
  const file = {
    agent,
    path,
    reference,
    project: '',
    kind: 'main',
    sessionId: basename(path).replace(/\.(?:jsonl|txt)$/, ''),
  } as const;
  if (isDatabase(path)) return file;
  const parent = /[/\\]([^/\\]+)[/\\]subagents[/\\][^/\\]+$/.exec(path)?.[1];
  if (parent === undefined) return file;
  return { ...file, kind: 'subagent', sessionId: parent, agentId: file.sessionId };
}
