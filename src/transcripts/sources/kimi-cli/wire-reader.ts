import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import type { PermissionMode } from '../../tool-call.ts';
import { type BlockForm, textIn, timeIn, writtenCall, writtenResult } from '../message-blocks.ts';

/** Say nothing that others do not say, or nothing of calls, prompts and modes. */
const idle: ReadonlySet<string> = new Set(
  `metadata tools.set_active_tools tools.update_store context.append_message context.apply_compaction llm.request
   llm.tools_snapshot usage.record turn.end turn.cancel step.begin step.end content.part TurnEnd StepBegin StepEnd
   ContentPart ThinkPart TextPart StatusUpdate CompactionBegin CompactionEnd StepInterrupted ApprovalRequest
   ToolCallPart goal.update plan_mode.enter plan_mode.exit`.split(/\s+/),
);

/** https://moonshotai.github.io/kimi-code/en/configuration/permissions */
const modes: Readonly<Record<string, PermissionMode>> = {
  manual: 'default',
  auto: 'auto',
  yolo: 'bypassPermissions',
};

const refused = /\b(?:rejected by (?:the )?user|user (?:rejected|denied))\b/i;
const form: BlockForm = {
  outcomeOf({ block, text }) {
    if (block['isError'] !== true && block['is_error'] !== true) return 'succeeded';
    return refused.test(text.slice(0, 300)) ? 'denied' : 'failed';
  },
};

type Reading = (record: JsonObject, time: { readonly at?: number }) => UnplacedEntry[];

/** Lines of `wire.jsonl`: `{type, …, time}`; before, `{timestamp, message: {type, payload}}`. */
export class WireReader {
  readonly #agentId: string | undefined;
  /** What somebody refused is answered as what failed. */
  readonly #refused = new Set<string>();

  /** @param agentId of a subagent, whose prompts are no human's */
  constructor(agentId: string | undefined) {
    this.#agentId = agentId;
  }

  entriesOf(record: JsonObject): UnplacedEntry[] {
    const message = objectOf(record['message']);
    const payload = objectOf(message?.['payload']);
    const told = payload ? { ...payload, type: message?.['type'] } : (objectOf(record['event']) ?? record);
    const type = textOf(told['type']) ?? '';
    const reading = Object.hasOwn(this.#readings, type) ? this.#readings[type] : undefined;
    if (reading) return reading(told, timeIn(record['time'] ?? record['timestamp']));
    return idle.has(type)
      ? []
      : [{ kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(record) }];
  }

  readonly #prompt: Reading = ({ input, user_input: older, origin }, time) => {
    const text = textIn(input ?? older);
    const kind = objectOf(origin)?.['kind'];
    const isHuman = this.#agentId === undefined && (kind === undefined || kind === 'user');
    return isHuman && text !== '' ? [{ kind: 'prompt', text, ...time }] : [];
  };

  readonly #call: Reading = (record, time) => {
    const asked = objectOf(record['function']) ?? record;
    const id = textOf(record['toolCallId']) ?? textOf(record['id']);
    const { tool, input } = writtenCall(asked);
    const cwd = textOf(input['cwd']) ?? textOf(objectOf(record['display'])?.['cwd']);
    return [
      {
        kind: 'call',
        ...(id !== undefined && { id }),
        tool,
        input,
        ...(cwd !== undefined && { cwd }),
        ...time,
      },
    ];
  };

  readonly #result: Reading = ({ toolCallId, tool_call_id: older, result, return_value: value }, time) => {
    const id = textOf(toolCallId) ?? textOf(older);
    const given = objectOf(result) ?? objectOf(value) ?? {};
    const entry = writtenResult({ ...given, toolCallId: id }, form);
    const isRefused = id !== undefined && this.#refused.has(id) && entry.kind === 'result' && entry.isError;
    return [{ ...entry, ...(isRefused && { outcome: 'denied' as const }), ...time } as UnplacedEntry];
  };

  readonly #readings: Readonly<Record<string, Reading>> = {
    'config.update': ({ cwd, modelAlias }) => [
      contextOf({ cwd: textOf(cwd), project: textOf(cwd), model: textOf(modelAlias) }),
    ],
    'permission.set_mode': ({ mode: written }, time) => {
      const recorded = textOf(written) ?? '';
      const mode = (Object.hasOwn(modes, recorded) ? modes[recorded] : undefined) ?? 'unknown';
      return [{ kind: 'mode', mode, source: 'mode-change', recorded, ...time }];
    },
    'permission.record_approval_result': ({ toolCallId, result }) => {
      const decision = textOf(objectOf(result)?.['decision']);
      if (decision !== undefined && decision !== 'approved') this.#refused.add(String(toolCallId));
      return [];
    },
    'turn.prompt': this.#prompt,
    'turn.steer': this.#prompt,
    TurnBegin: this.#prompt,
    'tool.call': this.#call,
    ToolCall: this.#call,
    'tool.result': this.#result,
    ToolResult: this.#result,
  };
}
