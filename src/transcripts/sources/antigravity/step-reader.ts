import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { timeIn } from '../message-blocks.ts';
import { askedCall } from './step-arguments.ts';
import { endedTask, stepOutcome, taskIn } from './step-outcome.ts';

/** Steps of the program that say nothing of calls and prompts. */
const idle: ReadonlySet<string> = new Set(
  'CONVERSATION_HISTORY CHECKPOINT EPHEMERAL_MESSAGE KNOWLEDGE_ARTIFACTS'.split(' '),
);

/** The type of the step in which a tool works; versions have one for all of them, too. */
const stepOf: Readonly<Record<string, string>> = {
  run_command: 'RUN_COMMAND',
  write_to_file: 'CODE_ACTION',
  replace_file_content: 'CODE_ACTION',
  multi_replace_file_content: 'CODE_ACTION',
  view_file: 'VIEW_FILE',
  list_dir: 'LIST_DIRECTORY',
  grep_search: 'GREP_SEARCH',
  read_url_content: 'READ_URL_CONTENT',
  ask_question: 'ASK_QUESTION',
};
const types: ReadonlySet<string> = new Set(Object.values(stepOf));

const longestText = 200_000;
const mostTurns = 200;

/** The calls of one step that have no result yet. */
interface Turn {
  readonly step: number;
  readonly waiting: { readonly id: string; readonly tool: string }[];
}

interface Step {
  readonly record: JsonObject;
  readonly type: string;
  readonly index: number;
  readonly time: { readonly at?: number };
}

/**
 * Steps of a conversation, in their order: the model asks for calls in one, and each call works in one that follows. No
 * call has an id: the step, its time and its place in it make one, because steps that were undone are numbered again.
 */
export class StepReader {
  readonly #sessionId: string;
  readonly #turns: Turn[] = [];
  /** Calls that go on in the background, by their tasks. */
  readonly #tasks = new Map<string, string>();
  /** Calls by the step in which they work, whose status may be written again. */
  readonly #working = new Map<number, string>();
  /** Where its commands run; no record tells the folder of a conversation. */
  #cwd: string | undefined;

  constructor(sessionId: string) {
    this.#sessionId = sessionId;
  }

  entriesOf(record: JsonObject): UnplacedEntry[] {
    const step: Step = {
      record,
      type: textOf(record['type']) ?? '',
      index: typeof record['step_index'] === 'number' ? record['step_index'] : -1,
      time: timeIn(record['created_at']),
    };
    const calls = this.#calls(step);
    return [...calls, ...this.#told(step)];
  }

  #calls({ record, index, time }: Step): UnplacedEntry[] {
    const waiting: Turn['waiting'] = [];
    const entries = listOf(record['tool_calls']).flatMap((one, ordinal): UnplacedEntry[] => {
      const asked = askedCall(objectOf(one) ?? {});
      const { cwd } = asked;
      const isFirst = this.#cwd === undefined && cwd !== undefined;
      this.#cwd ??= cwd;
      const id = `${this.#sessionId}:${index}:${String(record['created_at'])}:${ordinal}`;
      waiting.push({ id, tool: asked.tool });
      const call = { kind: 'call', id, ...asked, ...time } as const;
      return isFirst ? [contextOf({ cwd, project: cwd }), call] : [call];
    });
    if (waiting.length > 0) this.#turns.push({ step: index, waiting });
    if (this.#turns.length > mostTurns) this.#turns.shift();
    return entries;
  }

  #told(step: Step): UnplacedEntry[] {
    const { record, type } = step;
    const content = textOf(record['content']) ?? '';
    if (type === 'USER_INPUT') return this.#prompt(step, content);
    if (type === 'PLANNER_RESPONSE' || idle.has(type)) return [];
    if (type === 'SYSTEM_MESSAGE') return this.#message(content);
    if (type === 'ERROR_MESSAGE') return this.#refusal(step);
    if (type !== '' && (record['source'] === 'MODEL' || types.has(type))) return this.#result(step, content);
    return [{ kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(record) }];
  }

  /** The human's words stand in marks, with what the program adds behind them. */
  #prompt({ record, time }: Step, content: string): UnplacedEntry[] {
    const [, model] =
      /The user changed setting `Model Selection` from [^\n]{1,200} to ([^\n]{1,200}?)\. No need/.exec(
        content,
      ) ?? [];
    const text = requestIn(content).trim();
    const isHuman = record['source'] === 'USER_EXPLICIT' && text !== '';
    return [
      ...(model === undefined ? [] : [contextOf({ model })]),
      ...(isHuman ? [{ kind: 'prompt', text, ...time } as const] : []),
    ];
  }

  #message(content: string): UnplacedEntry[] {
    const ended = endedTask(content);
    const callId = ended && this.#tasks.get(ended.task);
    return ended && callId !== undefined ? [{ kind: 'end', callId, outcome: ended.outcome }] : [];
  }

  /** A call that could not be understood has an error in the place of its step; others are of the connection. */
  #refusal(step: Step): UnplacedEntry[] {
    const text = textOf(step.record['error']) ?? textOf(step.record['content']) ?? '';
    if (!/\bparsing the tool call\b|\binvalid tool call\b/i.test(text.slice(0, 300))) return [];
    const callId = this.#callOf(step);
    if (callId === undefined) return [];
    return [{ kind: 'result', callId, outcome: 'not-run', isError: true, text, ...step.time }];
  }

  #result(step: Step, content: string): UnplacedEntry[] {
    const callId = this.#callOf(step);
    const text = content.slice(0, longestText);
    const task = taskIn(content);
    // Besides what it was asked for, an agent notes steps of its own.
    if (callId === undefined && !types.has(step.type)) return [];
    if (task !== undefined && callId !== undefined) this.#tasks.set(task, callId);
    const outcome = stepOutcome({ status: textOf(step.record['status']) ?? '', text });
    return [
      {
        kind: 'result',
        callId: callId ?? `${this.#sessionId}:${step.index}`,
        outcome,
        isError: ['failed', 'denied', 'not-run', 'interrupted'].includes(outcome),
        text,
        ...step.time,
      },
    ];
  }

  #callOf({ index, type }: Step): string | undefined {
    const turn = this.#turns.findLast(({ step }) => step <= index);
    const fitting = turn?.waiting.findIndex(({ tool }) => stepOf[tool] === type) ?? -1;
    const [call] = turn?.waiting.splice(Math.max(fitting, 0), 1) ?? [];
    if (call) this.#working.set(index, call.id);
    return call?.id ?? this.#working.get(index);
  }
}

function requestIn(content: string): string {
  const [, after] = content.split('<USER_REQUEST>', 2);
  return (after ?? content).split('</USER_REQUEST>', 1)[0] ?? '';
}
