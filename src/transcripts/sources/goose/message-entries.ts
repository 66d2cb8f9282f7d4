import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';

/** Say nothing of calls that other blocks do not say. */
const idle: ReadonlySet<string> = new Set(
  'thinking redactedThinking reasoning image systemNotification toolConfirmationRequest actionRequired contextLengthExceeded summarizationRequested conversationCompacted'.split(
    ' ',
  ),
);

const longestText = 200_000;
const declined = /\bThe user has declined to run this tool\b/;
const skipped = /\btool call was skipped in goose chat mode\b/;

/** When a message was made, in milliseconds; absent where that is not known. */
interface MessageTime {
  readonly at?: number;
}

/**
 * The entries of the blocks of a message. What a tool gave back stands in a message of the role `user`.
 * https://github.com/block/goose/blob/main/crates/goose/src/conversation/message.rs (`MessageContent`)
 */
export function messageEntries(role: unknown, content: unknown, time: MessageTime): UnplacedEntry[] {
  return listOf(content).flatMap((block) => {
    const { type, ...rest } = objectOf(block) ?? {};
    const name = textOf(type) ?? '';
    if (name === 'text') return promptEntries(role, rest, time);
    if (name === 'toolRequest' || name === 'frontendToolRequest') return callEntries(rest, time);
    if (name === 'toolResponse') return [resultEntry(rest, time)];
    if (idle.has(name)) return [];
    return [{ kind: 'unclaimed', type: name || 'no type', mayHoldCall: couldHold(rest) }];
  });
}

function promptEntries(role: unknown, { text: written }: JsonObject, time: MessageTime): UnplacedEntry[] {
  const text = textOf(written);
  return role === 'user' && text !== undefined ? [{ kind: 'prompt', text, ...time }] : [];
}

/** A request that the program could not read has no name: nothing ran. */
function callEntries({ id, toolCall }: JsonObject, time: MessageTime): UnplacedEntry[] {
  const asked = objectOf(toolCall);
  const value = objectOf(asked?.['value']) ?? asked;
  const name = textOf(value?.['name']);
  if (name === undefined)
    return [{ kind: 'unclaimed', type: 'toolRequest', mayHoldCall: asked?.['status'] !== 'error' }];
  const callId = textOf(id);
  const input = objectOf(value?.['arguments']) ?? { value: value?.['arguments'] };
  return [{ kind: 'call', ...(callId !== undefined && { id: callId }), ...named(name, input), ...time }];
}

/** The editor's operation stands under `command`, which is the name of a command line elsewhere. */
function named(
  name: string,
  { command: operation, ...input }: JsonObject,
): {
  readonly tool: string;
  readonly input: JsonObject;
} {
  if (!name.endsWith('text_editor')) return { tool: name, input: { command: operation, ...input } };
  return { tool: `developer__text_editor:${String(operation)}`, input: { ...input, operation } };
}

function resultEntry({ id, toolResult }: JsonObject, time: MessageTime): UnplacedEntry {
  const told = objectOf(toolResult) ?? {};
  const value = objectOf(told['value']);
  const content = listOf(value?.['content'] ?? told['value']);
  const text = (textOf(told['error']) ?? textsIn(content)).slice(0, longestText);
  const callId = textOf(id);
  const outcome = outcomeOf({ text, status: told['status'], value });
  return {
    kind: 'result',
    ...(callId !== undefined && { callId }),
    outcome,
    isError: outcome !== 'succeeded' && outcome !== 'unknown',
    text,
    ...time,
  };
}

interface ToldResult {
  readonly text: string;
  readonly status: unknown;
  readonly value: JsonObject | undefined;
}

function outcomeOf({ text, status, value }: ToldResult): Outcome {
  const start = text.slice(0, 500);
  if (declined.test(start)) return 'denied';
  if (skipped.test(start)) return 'not-run';
  if (status === 'error' || value?.['isError'] === true) return 'failed';
  if (status !== 'success') return 'unknown';
  const printed = objectOf(value?.['structuredContent']);
  const code = printed?.['exit_code'] ?? printed?.['exitCode'];
  return typeof code === 'number' && code !== 0 ? 'failed' : 'succeeded';
}

function textsIn(content: readonly unknown[]): string {
  return content.flatMap((block) => textOf(objectOf(block)?.['text']) ?? []).join('\n');
}
