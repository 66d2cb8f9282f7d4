import { basename, dirname } from 'node:path';
import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { Entry, UnplacedEntry } from '../../entries/entry.ts';
import { entrySource } from '../../entries/entry-source.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { locatedFiles } from '../located-files.ts';
import { type BlockForm, textIn, writtenCall, writtenResult } from '../message-blocks.ts';
import { updatesBeside } from './known-updates.ts';
import { UpdateReader } from './update-reader.ts';

const agent = 'grok';

/** Ran at the provider, or says nothing of calls and prompts. */
const idle: ReadonlySet<string> = new Set(['system', 'reasoning', 'backend_tool_call']);

/** No record says how a call went but its words. */
const form: BlockForm = {
  outcomeOf({ text }) {
    const start = text.slice(0, 300);
    if (/\b(?:rejected|denied|declined) by (?:the )?user\b/i.test(start)) return 'denied';
    const code = /^Exit code: (-?\d{1,10})$/m.exec(start)?.[1];
    if (code !== undefined) return code === '0' ? 'succeeded' : 'failed';
    return /^(?:Error|Tool error)\b/.test(start) ? 'failed' : 'unknown';
  },
};

/**
 * One folder a session, below one that has the encoded path of the project as its name. `updates.jsonl` holds all that
 * was done, with times; `chat_history.jsonl` what the model is told of it, which a compaction shortens.
 * https://github.com/kenn-io/agentsview/blob/main/internal/parser/grok.go
 */
export const grok = entrySource({
  agent,
  ids: 'session',
  locate: (evidence) => locatedFiles(agent, evidence, (path) => basename(dirname(path))),
  *read(file, reportGap) {
    const cwd = decoded(basename(dirname(dirname(file.path))));
    yield { ...contextOf({ sessionId: file.sessionId, cwd, project: cwd }), place: {} };
    yield* basename(file.path) === 'updates.jsonl' ? updates(file, reportGap) : history(file, reportGap);
  },
});

function* updates(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const reader = new UpdateReader();
  let last = 0;
  for (const { object, line } of readJsonLines(file, reportGap)) {
    for (const entry of reader.take(object))
      yield { ...entry, place: { line: entry.kind === 'prompt' ? last : line } };
    last = line;
  }
  for (const entry of reader.finish()) yield { ...entry, place: { line: last } };
}

/** What the updates do not tell. */
function* history(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const { calls, hasPrompts } = updatesBeside(file);
  for (const { object, line } of readJsonLines(file, reportGap)) {
    for (const entry of entriesOf(object)) {
      const id = entry.kind === 'call' ? entry.id : entry.kind === 'result' ? entry.callId : undefined;
      const isTold = (id !== undefined && calls.has(id)) || (entry.kind === 'prompt' && hasPrompts);
      if (!isTold) yield { ...entry, place: { line } };
    }
  }
}

function entriesOf(record: JsonObject): UnplacedEntry[] {
  const type = textOf(record['type']) ?? textOf(record['role']) ?? '';
  if (type === 'user') {
    const text = textIn(record['content']);
    return record['synthetic_reason'] === undefined && text !== '' ? [{ kind: 'prompt', text }] : [];
  }
  if (type === 'assistant') {
    const model = textOf(record['model_id']);
    const calls = listOf(record['tool_calls']).map((call) => {
      const asked = objectOf(call) ?? {};
      return { kind: 'call', ...writtenCall({ ...asked, ...objectOf(asked['function']) }) } as const;
    });
    return [...(model === undefined ? [] : [contextOf({ model })]), ...calls];
  }
  if (type === 'tool_result' || type === 'tool') return [writtenResult(record, form)];
  return idle.has(type)
    ? []
    : [{ kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(record) }];
}

/** `%2Fsrv%2Fapp` → `/srv/app` */
function decoded(name: string): string | undefined {
  try {
    const path = decodeURIComponent(name);
    return /^(?:\/|[A-Za-z]:)/.test(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
