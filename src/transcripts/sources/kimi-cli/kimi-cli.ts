import { basename, dirname } from 'node:path';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { contextOf } from '../../entries/context-of.ts';
import { entrySource } from '../../entries/entry-source.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { completionEntries } from '../completion-messages.ts';
import { locatedFiles } from '../located-files.ts';
import type { BlockForm } from '../message-blocks.ts';
import { WireReader } from './wire-reader.ts';

const agent = 'kimi-cli';
/** What the model is sent; of sessions before there was a wire, all that there is. */
const contextFile = 'context.jsonl';

/** Marks around what the program says of a result. */
const contextForm: BlockForm = {
  outcomeOf({ text }) {
    const start = text.slice(0, 500);
    if (/\brejected by (?:the )?user\b/i.test(start)) return 'denied';
    return /<system>\s*ERROR\b|^<system>Error|\bCommand failed with exit code\b/.test(start)
      ? 'failed'
      : 'unknown';
  },
};

/**
 * What went over the wire between the agent and its window: `<session>/agents/<agent>/wire.jsonl`, in versions before
 * one file a session. https://github.com/perplexityai/numbat/blob/main/internal/extract/kimi_code.go
 */
export const kimiCli = entrySource({
  agent,
  ids: 'session',
  locate: (evidence) =>
    wiresFirst(locatedFiles(agent, evidence, (path) => basename(dirname(path))).map(described)),
  *read(file, reportGap) {
    const { sessionId, agentId } = file;
    if (basename(file.path) === contextFile) {
      yield { ...contextOf({ sessionId }), place: {} };
      for (const { object, line } of readJsonLines(file, reportGap))
        for (const entry of completionEntries(object, contextForm)) yield { ...entry, place: { line } };
      return;
    }
    const reader = new WireReader(agentId);
    yield { ...contextOf({ sessionId, agentId }), place: {} };
    for (const { object, line } of readJsonLines(file, reportGap))
      for (const entry of reader.entriesOf(object)) yield { ...entry, place: { line } };
  },
});

function wiresFirst(files: readonly TranscriptFile[]): TranscriptFile[] {
  const wires = new Set(
    files.filter(({ path }) => basename(path) !== contextFile).map(({ path }) => dirname(path)),
  );
  return files.filter(({ path }) => basename(path) !== contextFile || !wires.has(dirname(path)));
}

/** The agent that talks to the human is called `main`. */
function described(file: TranscriptFile): TranscriptFile {
  const [, sessionId, name] = /[/\\]([^/\\]+)[/\\]agents[/\\]([^/\\]+)[/\\][^/\\]+$/.exec(file.path) ?? [];
  if (sessionId === undefined || name === undefined) return file;
  if (name === 'main') return { ...file, sessionId };
  return { ...file, kind: 'subagent', sessionId, agentId: name };
}
