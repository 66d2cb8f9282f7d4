import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { RecordedMode, UnplacedEntry } from '../../entries/entry.ts';
import type { PermissionMode } from '../../tool-call.ts';
import { timeIn } from '../message-blocks.ts';
import { callInput } from './call-input.ts';
import { editsOf, outcomeOf, resultText } from './call-result.ts';

/** https://qwenlm.github.io/qwen-code-docs/en/users/features/approval-mode/ */
const modes: Readonly<Record<string, PermissionMode>> = {
  plan: 'plan',
  default: 'default',
  'auto-edit': 'acceptEdits',
  auto_edit: 'acceptEdits',
  auto: 'auto',
  yolo: 'bypassPermissions',
};

interface AskedCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly cwd: string | undefined;
}

/**
 * The records of a conversation of later versions of Qwen Code, one a line: messages as the model is sent them, with
 * what became of calls beside. https://github.com/QwenLM/qwen-code/blob/main/packages/core/src/services/chatRecordingService.ts
 */
export class ChatRecords {
  readonly #calls = new Map<string, AskedCall>();
  #last: AskedCall = { tool: '', input: {}, cwd: undefined };

  entriesOf(record: JsonObject): UnplacedEntry[] {
    const time = timeIn(record['timestamp']);
    const cwd = textOf(record['cwd']);
    const context = contextOf({
      sessionId: textOf(record['sessionId']),
      cwd,
      project: cwd,
      gitBranch: textOf(record['gitBranch']),
      version: textOf(record['version']),
      model: textOf(record['model']),
    });
    return [{ ...context, ...time }, ...this.#told(record).map((entry) => ({ ...entry, ...time }))];
  }

  #told(record: JsonObject): UnplacedEntry[] {
    const type = textOf(record['type']) ?? '';
    const parts = listOf(objectOf(record['message'])?.['parts']).map((part) => objectOf(part) ?? {});
    if (type === 'user') return promptsIn(record, parts);
    if (type === 'assistant') return parts.flatMap((part) => this.#calledIn(part, textOf(record['cwd'])));
    if (type === 'tool_result') return this.#resultsIn(record, parts);
    if (type !== 'system')
      return [{ kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(record) }];
    const mode = modeIn(record);
    return mode ? [{ kind: 'mode', ...mode }] : [];
  }

  #calledIn({ functionCall }: JsonObject, cwd: string | undefined): UnplacedEntry[] {
    const call = objectOf(functionCall);
    const tool = textOf(call?.['name']);
    if (!call || tool === undefined) return [];
    const [id, input] = [textOf(call['id']), callInput(objectOf(call['args']) ?? {})];
    this.#last = { tool, input, cwd };
    if (id !== undefined) this.#calls.set(id, this.#last);
    return [{ kind: 'call', ...(id !== undefined && { id }), tool, input }];
  }

  /** Without a status, that there is an answer is all that is told. */
  #resultsIn(record: JsonObject, parts: readonly JsonObject[]): UnplacedEntry[] {
    const told = objectOf(record['toolCallResult']) ?? {};
    const responses = parts.map(({ functionResponse }) => functionResponse).filter(isJsonObject);
    const callId = textOf(told['callId']) ?? responses.flatMap(idIn)[0];
    const asked = this.#calls.get(callId ?? '') ?? this.#last;
    const isError = responses.some(({ response }) => isFailure(response));
    const status = textOf(told['status']) ?? (isError ? 'error' : 'success');
    const answer = { status, result: parts, resultDisplay: told['resultDisplay'] };
    const outcome = outcomeOf(asked.tool, asked.input, answer) ?? 'unknown';
    const edits = isShortened(told['resultDisplay']) ? [] : editsOf(asked.input, answer, asked.cwd);
    return [
      {
        kind: 'result',
        ...(callId !== undefined && { callId }),
        outcome,
        isError: outcome !== 'succeeded' && outcome !== 'background',
        text: resultText(answer),
        ...(edits.length > 0 && { edits }),
      },
    ];
  }
}

/** A program's words in a human's place have a subtype or say where they come from. */
function promptsIn({ subtype, provenance }: JsonObject, parts: readonly JsonObject[]): UnplacedEntry[] {
  const isHuman =
    (subtype === undefined || subtype === 'mid_turn_user_message') &&
    (provenance === undefined || provenance === 'real_user');
  const text = parts.flatMap((part) => textOf(part['text']) ?? []).join('\n');
  return isHuman && text.trim() !== '' ? [{ kind: 'prompt', text }] : [];
}

function modeIn({ subtype, systemPayload }: JsonObject): RecordedMode | undefined {
  if (subtype !== 'session_approval_mode') return undefined;
  const payload = objectOf(systemPayload) ?? {};
  const recorded = textOf(payload['mode']) ?? '';
  const mode = Object.hasOwn(modes, recorded) ? modes[recorded] : undefined;
  return { mode: mode ?? 'unknown', source: 'mode-change', recorded };
}

function idIn({ id }: JsonObject): string[] {
  return typeof id === 'string' ? [id] : [];
}

function isFailure(response: unknown): boolean {
  return textOf(objectOf(response)?.['error']) !== undefined;
}

/** Long contents are cut for the record: they are none to go back to. */
function isShortened(display: unknown): boolean {
  return objectOf(display)?.['truncatedForSession'] === true;
}
