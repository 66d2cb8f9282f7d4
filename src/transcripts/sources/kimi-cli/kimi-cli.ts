import { basename, dirname } from 'node:path';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { contextOf } from '../../entries/context-of.ts';
import { entrySource } from '../../entries/entry-source.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { locatedFiles } from '../located-files.ts';
import { WireReader } from './wire-reader.ts';

const agent = 'kimi-cli';

/**
 * What went over the wire between the agent and its window: `<session>/agents/<agent>/wire.jsonl`, in versions before
 * one file a session. https://github.com/perplexityai/numbat/blob/main/internal/extract/kimi_code.go
 */
export const kimiCli = entrySource({
  agent,
  locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(dirname(path))).map(described),
  *read(file, reportGap) {
    const { sessionId, agentId } = file;
    const reader = new WireReader(agentId);
    yield { ...contextOf({ sessionId, agentId }), place: {} };
    for (const { object, line } of readJsonLines(file, reportGap))
      for (const entry of reader.entriesOf(object)) yield { ...entry, place: { line } };
  },
});

/** The agent that talks to the human is called `main`. */
function described(file: TranscriptFile): TranscriptFile {
  const [, sessionId, name] = /[/\\]([^/\\]+)[/\\]agents[/\\]([^/\\]+)[/\\][^/\\]+$/.exec(file.path) ?? [];
  if (sessionId === undefined || name === undefined) return file;
  if (name === 'main') return { ...file, sessionId };
  return { ...file, kind: 'subagent', sessionId, agentId: name };
}
