import { basename, dirname, join } from 'node:path';
import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { readHead } from '../../../evidence/read-head.ts';
import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { Entry, UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { type BlockForm, type BlockResult, blockEntries, timeIn } from '../message-blocks.ts';

/** How the file of a session’s messages is called, behind the session’s name. */
export const messagesEnding = '.messages.json';

const opening = /\{\s*"id"\s*:\s*"[^"]{0,100}"\s*,\s*"role"\s*:/g;

const form: BlockForm = {
  outcomeOf,
  promptOf(text) {
    const words =
      /^\s*<user_input(?:\s+mode="[^"]{0,40}")?\s*>([\s\S]*)<\/user_input>\s*$/.exec(text)?.[1] ?? text;
    return words.replace(/<mode_notice(?:\s[^>]{0,200})?>[\s\S]*?<\/mode_notice>/g, '').trim();
  },
};

/** Each part of a call has an end of its own: `[{query, result, error, success}]`. */
function outcomeOf({ block, text }: BlockResult): Outcome {
  const parts = listOf(block['content']).filter(isJsonObject);
  const words = [text, ...parts.flatMap(({ error, result }) => [textOf(error) ?? '', textOf(result) ?? ''])];
  if (words.some((said) => /\b(?:denied|rejected|declined) by (?:the )?user\b/i.test(said.slice(0, 300))))
    return 'denied';
  return block['is_error'] === true || parts.some(({ success }) => success === false)
    ? 'failed'
    : 'succeeded';
}

/**
 * The entries of a session of the command line: `<session>/<session>.messages.json`, beside it what holds for the
 * session, and the messages of subagents. https://github.com/kenn-io/agentsview/blob/main/internal/parser/cline.go
 */
export function* readMessages(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const { value, saved } = readJsonText(file, opening, reportGap);
  const document = objectOf(value);
  const messages = Array.isArray(value) ? value : listOf(document?.['messages']);
  yield { ...headOf(file), place: {} };
  if (value !== undefined && !Array.isArray(value) && !Array.isArray(document?.['messages']))
    yield { kind: 'unclaimed', type: 'no conversation', mayHoldCall: true, place: {} };
  const above = Array.isArray(value) ? '' : '/messages';
  for (const [index, message] of messages.entries())
    for (const entry of entriesOf(objectOf(message) ?? {}))
      yield { ...entry, place: { pointer: `${above}/${index}` } };
  for (const message of saved) for (const entry of entriesOf(message)) yield { ...entry, place: {} };
}

function headOf(file: TranscriptFile) {
  const metadata = metadataBeside(file.path);
  const cwd = textOf(metadata['cwd']) ?? textOf(metadata['workspace_root']);
  const context = contextOf({
    sessionId: file.sessionId,
    agentId: file.agentId,
    cwd,
    project: cwd,
    model: textOf(metadata['model']),
    gitBranch: textOf(objectOf(objectOf(metadata['metadata'])?.['git'])?.['branch']),
  });
  return { ...context, ...timeIn(metadata['started_at']) };
}

function metadataBeside(path: string): JsonObject {
  const folder = dirname(path);
  try {
    return objectOf(JSON.parse(readHead(join(folder, `${basename(folder)}.json`)))) ?? {};
  } catch {
    return {};
  }
}

function entriesOf({ role, content, ts }: JsonObject): UnplacedEntry[] {
  return blockEntries({ role, content: listOf(content).map(withTexts), ...timeIn(ts) }, form).map((entry) =>
    entry.kind === 'call' ? { ...entry, input: named(entry.input) } : entry,
  );
}

/** What the parts of a call printed, as one text for each. */
function withTexts(one: unknown): unknown {
  const block = objectOf(one);
  if (block?.['type'] !== 'tool_result') return one;
  const parts = listOf(block['content']).map((part) => {
    const { result, error } = objectOf(part) ?? {};
    const text = [textOf(result), textOf(error)].filter((said) => said !== undefined).join('\n');
    return isJsonObject(part) && text !== '' ? { ...part, text } : part;
  });
  return parts.length > 0 ? { ...block, content: parts } : block;
}

/** Several commands or files of one call, under the name for one. */
function named(input: JsonObject): JsonObject {
  const commands = listOf(input['commands']).flatMap(
    (one) => textOf(one) ?? textOf(objectOf(one)?.['command']) ?? [],
  );
  const files = listOf(input['files'] ?? input['paths']).flatMap(
    (one) => textOf(one) ?? textOf(objectOf(one)?.['path']) ?? [],
  );
  const [path] = files;
  return {
    ...input,
    ...(commands.length > 0 && { command: commands.join('\n') }),
    ...(path !== undefined && input['path'] === undefined && { path }),
  };
}
