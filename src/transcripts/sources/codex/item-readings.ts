import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { environmentMode } from '../../dialects/codex/approval.ts';
import { meaningOf } from '../../dialects/dialect.ts';
import { dialectOf } from '../../dialects/dialects.ts';
import type { RecordedMode, UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';
import { argumentsOf, typedLine, withCommandLine } from './call-input.ts';
import { readOutput } from './read-output.ts';
import type { Reading, Rollout } from './rollout.ts';

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
    made(
      { callId: payload['call_id'], tool: toolOf(payload), input: argumentsOf(payload['arguments']) },
      rollout,
    ),
  custom_tool_call: (payload, rollout) =>
    made({ callId: payload['call_id'], tool: toolOf(payload), input: customInput(payload) }, rollout),
  local_shell_call: (payload, rollout) =>
    made(
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

interface SeenCall {
  readonly callId: unknown;
  readonly tool: string;
  readonly input: JsonObject;
}

function made({ callId, tool, input }: SeenCall, rollout: Rollout): readonly UnplacedEntry[] {
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

function customInput({ name, input }: JsonObject): JsonObject {
  return typeof input === 'string' && name !== 'apply_patch' ? { input } : withPatch(String(name), { input });
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
