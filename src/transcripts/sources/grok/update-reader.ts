import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';
import { textIn, timeIn } from '../message-blocks.ts';

/** When something happened, as entries have it. */
type Time = ReturnType<typeof timeIn>;

/** Say nothing of calls and prompts. What was rewound had run all the same. */
const idle =
  /^(?:agent_|plan|turn_|rewind_|compaction_|hook_|goal_|available_commands|current_mode|subagent_|pending_|session_|usage_|config_option|todo|prompt_)/;
const longestText = 200_000;

/**
 * The words in which a session talks to its screen, one update a line: `{timestamp, method, params: {update}}`, in early
 * versions `{update}`. Nothing is ever taken out of it.
 * https://agentclientprotocol.com/protocol/tool-calls and https://github.com/xai-org/grok-build
 */
export class UpdateReader {
  #prompt: { text: string; readonly time: Time } | undefined;
  /** Calls that began without an input: a later update has it. */
  readonly #blank = new Map<string, string>();
  readonly #inBackground = new Set<string>();

  /** The entries of one line. */
  *take(record: JsonObject): Generator<UnplacedEntry> {
    const { update, time } = updateOf(record);
    const kind = textOf(update['sessionUpdate']) ?? '';
    if (kind === 'user_message_chunk') {
      yield* this.#words(update, time);
      return;
    }
    yield* this.finish();
    if (kind === 'tool_call' || kind === 'tool_call_update') yield* this.#call(update, kind, time);
    else if (kind === 'model_changed' || kind === 'model_auto_switched')
      yield contextOf({ model: textOf(update['model_id']) ?? textOf(update['modelId']) });
    else if (!idle.test(kind))
      yield { kind: 'unclaimed', type: kind || 'no type', mayHoldCall: couldHold(record) };
  }

  /** The prompt that no further part follows. */
  *finish(): Generator<UnplacedEntry> {
    const said = this.#prompt;
    this.#prompt = undefined;
    if (said && said.text.trim() !== '') yield { kind: 'prompt', text: said.text, ...said.time };
  }

  /** Parts of one prompt follow each other; what the program put in a human's place is marked. */
  *#words(update: JsonObject, time: Time): Generator<UnplacedEntry> {
    if (objectOf(update['_meta'])?.['hostTurn'] === true) {
      yield* this.finish();
      return;
    }
    this.#prompt ??= { text: '', time };
    this.#prompt.text += textOf(objectOf(update['content'])?.['text']) ?? textIn(update['content']);
  }

  *#call(update: JsonObject, kind: string, time: Time): Generator<UnplacedEntry> {
    const id = textOf(update['toolCallId']);
    const input = objectOf(update['rawInput']) ?? {};
    const isBlank = Object.keys(input).length === 0;
    const began = id === undefined ? undefined : this.#blank.get(id);
    if (kind === 'tool_call' || (began !== undefined && !isBlank)) {
      const tool = toolOf(update) ?? began ?? '';
      if (id !== undefined && isBlank) this.#blank.set(id, tool);
      else if (id !== undefined) this.#blank.delete(id);
      if (id !== undefined && input['is_background'] === true) this.#inBackground.add(id);
      yield { kind: 'call', tool: began ?? tool, input, ...(id !== undefined && { id }), ...time };
    }
    const outcome = outcomeOf(update, id !== undefined && this.#inBackground.has(id));
    if (outcome === undefined) return;
    const isError = outcome !== 'succeeded' && outcome !== 'background';
    const text = resultText(update).slice(0, longestText);
    yield { kind: 'result', outcome, isError, text, ...(id !== undefined && { callId: id }), ...time };
  }
}

/** The update of a line, and when it came. */
function updateOf(record: JsonObject): { readonly update: JsonObject; readonly time: Time } {
  const params = objectOf(record['params']);
  const precise = objectOf(params?.['_meta'])?.['agentTimestampMs'];
  return {
    update: objectOf(params?.['update']) ?? objectOf(record['update']) ?? {},
    time: timeIn(precise ?? record['timestamp']),
  };
}

/** The title is for people, and of early versions the name itself. */
function toolOf(update: JsonObject): string | undefined {
  const named = objectOf(objectOf(update['_meta'])?.['x.ai/tool']);
  return textOf(named?.['name']) ?? textOf(update['title']);
}

function outcomeOf(update: JsonObject, isInBackground: boolean): Outcome | undefined {
  const status = textOf(update['status'])?.toLowerCase();
  if (status !== 'completed' && status !== 'failed') return undefined;
  const start = resultText(update).slice(0, 300);
  if (
    status === 'failed' &&
    /\b(?:rejected|denied|declined) by (?:the )?user\b|\bpermission denied by\b/i.test(start)
  )
    return 'denied';
  if (status === 'failed' && /\b(?:cancell?ed|aborted|interrupted)\b/i.test(start)) return 'interrupted';
  const code = objectOf(update['rawOutput'])?.['exit_code'];
  if (status === 'failed' || (typeof code === 'number' && code !== 0)) return 'failed';
  return isInBackground ? 'background' : 'succeeded';
}

/** Blocks `{type: content, content: {type: text, text}}`, or texts at once. */
function resultText(update: JsonObject): string {
  const blocks = listOf(update['content']).map((block) => objectOf(block)?.['content'] ?? block);
  return textIn(blocks);
}
