import { basename, dirname, join } from 'node:path';
import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { readHead } from '../../../evidence/read-head.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { Entry } from '../../entries/entry.ts';
import { entrySource } from '../../entries/entry-source.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { searchBlocks } from '../cline/search-blocks.ts';
import { completionEntries } from '../completion-messages.ts';
import { locatedFiles } from '../located-files.ts';
import { type BlockForm, timeIn } from '../message-blocks.ts';

const agent = 'mistral-vibe';
const opening = /\{\s*"role"\s*:/g;

/** Marks of the program around what it says in the place of a result. */
const form: BlockForm = {
  outcomeOf({ text }) {
    const start = text.slice(0, 500);
    if (/^<user_cancellation>|\b(?:rejected|denied) by (?:the )?user\b|\bnot permitted\b/i.test(start))
      return 'denied';
    if (/^<(?:[a-z]+_)?tool_error>|^<tool_error>/.test(start)) return 'failed';
    const code = /^returncode: (-?\d{1,10})$/m.exec(text)?.[1];
    return code === undefined || code === '0' ? 'succeeded' : 'failed';
  },
};

/**
 * One folder a session: `messages.jsonl`, beside it `meta.json`; before, one document with both.
 * https://github.com/mistralai/mistral-vibe/blob/main/vibe/core/session/session_logger.py
 */
export const mistralVibe = entrySource({
  agent,
  ids: 'session',
  locate: (evidence) =>
    locatedFiles(agent, evidence, sessionOf).filter(({ path }) => basename(path) !== 'meta.json'),
  *read(file, reportGap) {
    if (file.path.endsWith('.jsonl')) {
      yield { ...headOf(metadataBeside(file.path), file), place: {} };
      for (const { object, line } of readJsonLines(file, reportGap)) yield* placed(object, { line });
    } else yield* document(file, reportGap);
  },
});

function* document(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const { value, saved } = readJsonText(file, opening, reportGap);
  const session = objectOf(value);
  yield { ...headOf(objectOf(session?.['metadata']) ?? {}, file), place: {} };
  if (value !== undefined && !Array.isArray(session?.['messages']))
    yield { kind: 'unclaimed', type: 'no session', mayHoldCall: true, place: {} };
  for (const [index, message] of listOf(session?.['messages']).entries())
    yield* placed(objectOf(message) ?? {}, { pointer: `/messages/${index}` });
  for (const message of saved) yield* placed(message, {});
}

/** What the program put in a human's place is marked. */
function* placed(message: JsonObject, place: Entry['place']): Generator<Entry> {
  if (message['injected'] === true) return;
  for (const entry of completionEntries(message, form))
    yield entry.kind === 'call' ? { ...entry, input: withEdits(entry.input), place } : { ...entry, place };
}

/** `search_replace` has its edits as blocks in one text. */
function withEdits(input: JsonObject): JsonObject {
  const blocks = typeof input['file_path'] === 'string' ? searchBlocks(textOf(input['content']) ?? '') : [];
  return blocks.length === 0 ? input : { ...input, edits: blocks };
}

function headOf(metadata: JsonObject, { sessionId }: TranscriptFile) {
  const cwd =
    textOf(metadata['working_dir']) ?? textOf(objectOf(metadata['environment'])?.['working_directory']);
  const context = contextOf({
    sessionId: textOf(metadata['session_id']) ?? sessionId,
    cwd,
    project: cwd,
    gitBranch: textOf(metadata['git_branch']),
    model: textOf(metadata['model']) ?? textOf(objectOf(metadata['config'])?.['active_model']),
  });
  return { ...context, ...timeIn(metadata['start_time']) };
}

function metadataBeside(path: string): JsonObject {
  try {
    return objectOf(JSON.parse(readHead(join(dirname(path), 'meta.json')))) ?? {};
  } catch {
    return {};
  }
}

function sessionOf(path: string): string {
  return path.endsWith('.jsonl') ? basename(dirname(path)) : basename(path, '.json');
}
