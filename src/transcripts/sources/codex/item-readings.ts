import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { environmentMode } from '../../dialects/codex/approval.ts';
import { outcomeOfCode } from '../../dialects/codex/outcome.ts';
import { meaningOf } from '../../dialects/dialect.ts';
import { dialectOf } from '../../dialects/dialects.ts';
import type { RecordedMode, UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';
import { argumentsOf, typedLine, withCommandLine } from './call-input.ts';
import { readOutput } from './read-output.ts';
import { readScriptOutput } from './read-script-output.ts';
import type { Reading, Rollout, ScriptPart } from './rollout.ts';
import { scriptCalls } from './script-calls.ts';

const nothing: Reading = () => [];
/** Ran at the provider: it is counted, and is no call of this machine. */
const atProvider: Reading = ({ type }) => [{ kind: 'unclaimed', type: String(type), mayHoldCall: false }];

/**
 * Items of the conversation with the model.
 * https://github.com/openai/codex/blob/main/codex-rs/protocol/src/models.rs (`ResponseItem`)
 */
export const itemReadings: Readonly<Record<string, Reading>> = {
  message: (payload, rollout) => (payload['role'] === 'user' ? environment(payload, rollout) : []),
  agent_message: nothing,
  additional_tools: nothing,
  reasoning: nothing,
  function_call: (payload, rollout) =>
    madeCall(
      { callId: payload['call_id'], tool: toolOf(payload), input: argumentsOf(payload['arguments']) },
      rollout,
    ),
  custom_tool_call: (payload, rollout) =>
    payload['name'] === 'exec' ? scripted(payload, rollout) : custom(payload, rollout),
  local_shell_call: (payload, rollout) =>
    madeCall(
      { callId: payload['call_id'] ?? payload['id'], tool: 'local_shell', input: localInput(payload) },
      rollout,
    ),
  function_call_output: output,
  custom_tool_call_output: output,
  local_shell_call_output: output,
  mcp_tool_call_output: output,
  web_search_call: atProvider,
  tool_search_call: atProvider,
  tool_search_output: nothing,
  image_generation_call: atProvider,
  ghost_snapshot: nothing,
  compaction: nothing,
  compaction_summary: nothing,
  compaction_trigger: nothing,
  context_compaction: nothing,
};

function custom(payload: JsonObject, rollout: Rollout): readonly UnplacedEntry[] {
  return madeCall(
    { callId: payload['call_id'], tool: toolOf(payload), input: customInput(payload) },
    rollout,
  );
}

/**
 * A script that calls tools: its calls stand for it, where all of them are told by it; else beside it. The first has
 * the id of the script then, because no record gives them any.
 */
function scripted(payload: JsonObject, rollout: Rollout): readonly UnplacedEntry[] {
  const [callId, script] = [textOf(payload['call_id']), textOf(payload['input'])];
  const { calls, isWhole } = scriptCalls(script ?? '');
  const isToldByCalls = isWhole && calls.length > 0;
  const unread: readonly UnplacedEntry[] = isWhole
    ? []
    : [{ kind: 'unclaimed', type: 'script that makes inputs while it runs', mayHoldCall: true }];
  if (callId === undefined || calls.length === 0) return [...custom(payload, rollout), ...unread];
  const first = isToldByCalls ? 0 : 1;
  const parts = calls.map(({ tool }, index) => ({
    id: index + first === 0 ? callId : `${callId}:${index + first}`,
    tool,
  }));
  const entries = calls.flatMap(({ tool, input }, index) =>
    madeCall({ callId: parts[index]?.id, tool, input: scriptedInput(tool, input) }, rollout),
  );
  const whole = isToldByCalls ? [] : custom(payload, rollout);
  rollout.script(callId, parts);
  return [...whole, ...entries, ...unread];
}

function scriptedInput(tool: string, input: JsonObject | string): JsonObject {
  if (typeof input === 'string') return withPatch(tool, { input });
  return withPatch(tool, input);
}

interface SeenCall {
  readonly callId: unknown;
  readonly tool: string;
  readonly input: JsonObject;
}

/** A call, and what is followed of it. */
export function madeCall({ callId, tool, input }: SeenCall, rollout: Rollout): readonly UnplacedEntry[] {
  const id = textOf(callId);
  const typesInto = tool === 'write_stdin' ? numberOf(input['session_id']) : undefined;
  const told =
    typesInto === undefined
      ? withPatch(tool, withCommandLine(input))
      : typedLine(input, rollout.commandOf(typesInto));
  const command = textOf(told['cmd']) ?? textOf(told['command']);
  if (id !== undefined) {
    const call = {
      tool,
      ...(command !== undefined && { command }),
      ...(typesInto !== undefined && { typesInto }),
    };
    rollout.made(id, call);
  }
  const cwd = textOf(input['workdir']) ?? textOf(input['working_directory']);
  return [
    {
      kind: 'call',
      tool,
      input: told,
      ...(id !== undefined && { id }),
      ...(cwd !== undefined && { cwd }),
      ...escalated(input, rollout.mode),
    },
  ];
}

/** The call asks to run outside of the sandbox: in the record's own words beside those of the turn. */
function escalated(input: JsonObject, mode: RecordedMode | undefined): { readonly mode?: RecordedMode } {
  const isAsked =
    input['sandbox_permissions'] === 'require_escalated' || input['with_escalated_permissions'] === true;
  if (!isAsked || !mode) return {};
  return { mode: { ...mode, recorded: `${mode.recorded ?? mode.mode}, require_escalated` } };
}

function output(payload: JsonObject, rollout: Rollout): readonly UnplacedEntry[] {
  const callId = textOf(payload['call_id']);
  const call = callId === undefined ? undefined : rollout.call(callId);
  if (callId === undefined) return [{ kind: 'unclaimed', type: 'output without a call', mayHoldCall: false }];
  rollout.answered(callId);
  const parts = rollout.partsOf(callId);
  if (parts.length > 0) return scriptOutput(payload['output'], { callId, parts }, rollout);
  const { kind } = meaningOf(dialectOf('codex'), call?.tool ?? '');
  const { outcome: said, running, text } = readOutput(payload['output'], !call || kind === 'shell');
  // The words of a server's tool are the server's own.
  const isRefusal = kind !== 'mcp' && (said === 'denied' || said === 'not-run');
  const outcome = (isRefusal ? undefined : call?.ended) ?? said;
  if (running !== undefined) rollout.runs(running, callId);
  const isOver = outcome === 'succeeded' || outcome === 'failed';
  const waiting = isOver && call?.typesInto !== undefined ? rollout.ends(call.typesInto) : [];
  const edits = call?.edits && { edits: call.edits };
  return [
    { kind: 'result', callId, outcome, text, isError: errors.has(outcome), ...edits },
    ...waiting.map((one) => ({ kind: 'end', callId: one, outcome }) as const),
  ];
}

/** What a script gave back is what it chose to print: of each of its calls only what is certain is told. */
function scriptOutput(
  output: unknown,
  { callId, parts }: { readonly callId: string; readonly parts: readonly ScriptPart[] },
  rollout: Rollout,
): readonly UnplacedEntry[] {
  const { text, ended, exitCode } = readScriptOutput(output);
  const own = parts.some(({ id }) => id === callId) ? [] : [{ id: callId, outcome: ended }];
  const told = parts.map(({ id, tool }) => {
    rollout.answered(id);
    const isPatch = meaningOf(dialectOf('codex'), tool).kind === 'patch';
    const known = rollout.call(id)?.ended;
    if (known !== undefined) return { id, outcome: known };
    if (isPatch && ended === 'succeeded') return { id, outcome: ended };
    const isOnly = parts.length === 1 && exitCode !== undefined;
    const outcome: Outcome = isOnly ? outcomeOfCode(exitCode) : ended === 'background' ? ended : 'unknown';
    return { id, outcome };
  });
  return [...own, ...told].map(({ id, outcome }) => ({
    kind: 'result',
    callId: id,
    outcome,
    text,
    isError: errors.has(outcome),
  }));
}

const errors: ReadonlySet<Outcome> = new Set(['failed', 'denied', 'not-run', 'interrupted']);

/** Versions before `turn_context` told the model itself. */
function environment({ content }: JsonObject, rollout: Rollout): readonly UnplacedEntry[] {
  if (rollout.hasTurns) return [];
  const texts = listOf(content).map((block) => textOf(objectOf(block)?.['text']) ?? '');
  return texts.flatMap((text) => {
    const mode = environmentMode(text);
    rollout.mode = mode ?? rollout.mode;
    return mode ? [{ kind: 'mode' as const, ...mode }] : [];
  });
}

/** A tool of a server stands below the name of the server: `mcp__github`, `create_issue`. */
function toolOf({ name, namespace }: JsonObject): string {
  const [tool, space] = [textOf(name) ?? '', textOf(namespace)];
  if (space === undefined || tool.startsWith('mcp__')) return tool;
  return space.endsWith('__') || tool.startsWith('_') ? `${space}${tool}` : `${space}__${tool}`;
}

/** A tool of this kind that takes no patch takes code. */
function customInput({ name, input }: JsonObject): JsonObject {
  return typeof input === 'string' && name !== 'apply_patch'
    ? { code: input }
    : withPatch(String(name), { input });
}

/** The patch under one name, however it was handed over. */
function withPatch(tool: string, input: JsonObject): JsonObject {
  if (tool !== 'apply_patch' || 'patch' in input) return input;
  const { input: patch = input['value'], ...others } = input;
  return typeof patch === 'string' ? { ...others, patch } : input;
}

function localInput(payload: JsonObject): JsonObject {
  const { type: _type, ...action } = objectOf(payload['action']) ?? {};
  return action;
}

function numberOf(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
}
