import { type JsonObject, listOf, objectOf, textOf } from '../../json-object.ts';
import { couldHold } from '../digest/possible-content.ts';
import type { UnplacedEntry } from '../entries/entry.ts';
import { type BlockForm, textIn, writtenCall, writtenResult } from './message-blocks.ts';

/** Say nothing of calls and prompts; those with a line below are notes of one agent. */
const idle: ReadonlySet<string> = new Set(['system', 'developer', '_checkpoint', '_usage', '_system_prompt']);

/**
 * The entries of a message as models are sent it: calls stand beside the words of the role `assistant`, what they gave
 * back is a message of the role `tool`. https://platform.openai.com/docs/api-reference/chat/create
 */
export function completionEntries(
  message: JsonObject,
  form: BlockForm,
  time: { readonly at?: number } = {},
): UnplacedEntry[] {
  const role = textOf(message['role']) ?? '';
  if (role === 'user') {
    const text = textIn(message['content']);
    const words = form.promptOf ? form.promptOf(text) : text;
    return words === undefined || words.trim() === '' ? [] : [{ kind: 'prompt', text: words, ...time }];
  }
  if (role === 'assistant') return listOf(message['tool_calls']).map((call) => callEntry(call, time));
  if (role === 'tool') return [{ ...writtenResult(message, form), ...time }];
  if (idle.has(role)) return [];
  return [
    {
      kind: 'unclaimed',
      type: role || (textOf(message['type']) ?? 'no role'),
      mayHoldCall: couldHold(message),
    },
  ];
}

function callEntry(one: unknown, time: { readonly at?: number }): UnplacedEntry {
  const call = objectOf(one) ?? {};
  return { kind: 'call', ...writtenCall({ ...call, ...objectOf(call['function']) }), ...time };
}
