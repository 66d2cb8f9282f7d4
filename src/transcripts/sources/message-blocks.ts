import { type JsonObject, listOf, objectOf, textOf } from '../../json-object.ts';
import { couldHold } from '../digest/possible-content.ts';
import type { UnplacedEntry } from '../entries/entry.ts';
import type { Outcome } from '../tool-call.ts';

/** A message as most agents keep it: a role, and a text or blocks. */
export interface BlockMessage {
  readonly role: unknown;
  readonly content: unknown;
  /** Milliseconds; absent where the store keeps no time. */
  readonly at?: number;
}

/** What a call gave back. */
export interface BlockResult {
  readonly block: JsonObject;
  readonly text: string;
}

/** How one agent writes such messages. */
export interface BlockForm {
  readonly outcomeOf: (result: BlockResult) => Outcome;
  /** The human's words in a text of the role `user`; absent where the program wrote it. */
  readonly promptOf?: (text: string) => string | undefined;
}

const longestText = 200_000;
/** Say nothing of calls. */
const idle: ReadonlySet<string> = new Set(
  'thinking redacted_thinking reasoning image document file'.split(' '),
);
const calls: ReadonlySet<string> = new Set(['tool_use', 'toolCall', 'tool_call']);
const results: ReadonlySet<string> = new Set(['tool_result', 'toolResult']);

/** The entries of the blocks of a message. https://docs.claude.com/en/api/messages and its relatives */
export function blockEntries({ role, content, at }: BlockMessage, form: BlockForm): UnplacedEntry[] {
  const time = at === undefined ? {} : { at };
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content);
  return blocks.flatMap((one): UnplacedEntry[] => {
    const block = objectOf(one) ?? {};
    const type = textOf(block['type']) ?? '';
    if (type === 'text') return promptEntries(role, textOf(block['text']) ?? '', { form, time });
    if (calls.has(type)) return [{ kind: 'call', ...writtenCall(block), ...time }];
    if (results.has(type)) return [{ ...writtenResult(block, form), ...time }];
    if (idle.has(type)) return [];
    return [{ kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(block) }];
  });
}

function promptEntries(
  role: unknown,
  text: string,
  { form, time }: { readonly form: BlockForm; readonly time: { readonly at?: number } },
): UnplacedEntry[] {
  const words = form.promptOf ? form.promptOf(text) : text;
  return role === 'user' && words !== undefined && words.trim() !== ''
    ? [{ kind: 'prompt', text: words, ...time }]
    : [];
}

/** Id, name and input of a call, whichever names they have. */
export function writtenCall(call: JsonObject): {
  readonly id?: string;
  readonly tool: string;
  readonly input: JsonObject;
} {
  const id = textOf(call['id']) ?? textOf(call['toolCallId']);
  const written = call['input'] ?? call['arguments'] ?? call['args'];
  const input = objectOf(written) ?? parsed(written) ?? { value: written };
  return { ...(id !== undefined && { id }), tool: textOf(call['name']) ?? '', input };
}

/** What a call gave back, whichever names it has. */
export function writtenResult(block: JsonObject, { outcomeOf }: BlockForm): UnplacedEntry {
  const callId = ['tool_use_id', 'toolUseID', 'toolCallId', 'tool_call_id', 'id'].flatMap(
    (name) => textOf(block[name]) ?? [],
  )[0];
  const text = textIn(block['content'] ?? block['output'] ?? block['result']).slice(0, longestText);
  const outcome = outcomeOf({ block, text });
  const isError = outcome !== 'succeeded' && outcome !== 'background' && outcome !== 'unknown';
  return { kind: 'result', ...(callId !== undefined && { callId }), outcome, isError, text };
}

export function textIn(content: unknown): string {
  if (typeof content === 'string') return content;
  const texts = listOf(content).flatMap((block) => textOf(objectOf(block)?.['text']) ?? textOf(block) ?? []);
  if (texts.length > 0 || Array.isArray(content)) return texts.join('\n');
  const record = objectOf(content);
  return textOf(record?.['output']) ?? textOf(record?.['content']) ?? (record ? JSON.stringify(record) : '');
}

/** Milliseconds, of a text in ISO 8601 or of a number of milliseconds or seconds; absent where it is neither. */
export function timeIn(value: unknown): { readonly at?: number } {
  const at = typeof value === 'number' ? value * (value > 1e11 ? 1 : 1_000) : Date.parse(textOf(value) ?? '');
  return Number.isFinite(at) && at > 0 ? { at } : {};
}

function parsed(text: unknown): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(String(text)));
  } catch {
    return undefined;
  }
}
