import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { ToolCall, ToolResult } from '../tool-call.ts';
import { argumentOf } from './argument.ts';
import { flatLineOf, nestedForm } from './flat.ts';
import { type JsonObject, objectOf } from './json-object.ts';
import { contentText, messagesOf, toolResultsOf, toolUsesOf } from './message.ts';
import { contextOf } from './record-context.ts';
import type { WovenCall } from './weave.ts';

/** A record read again at the place that its mark names. */
export interface RecordAt {
  readonly record: JsonObject;
  readonly evidence: EvidenceReference;
}

/**
 * Results are cut there: a little above the length at which the agent itself cuts a command's output by default, so
 * that the object id that git prints after a long test run is not lost.
 * https://code.claude.com/docs/en/settings, `BASH_MAX_OUTPUT_LENGTH`
 */
export const longestResultText = 32_000;

/**
 * The whole call, from the records that its marks name; absent where the record no longer holds it.
 * Effects are for the caller to add.
 */
export function toolCallOf(
  woven: WovenCall,
  project: string,
  records: { readonly call: RecordAt; readonly result?: RecordAt },
): ToolCall | undefined {
  const { mark } = woven.appearance;
  const { evidence } = records.call;
  const record = nested(records.call.record, mark.id);
  const use = messagesOf(record)
    .filter(({ copy }) => copy === mark.copy)
    .flatMap(({ body }) => toolUsesOf(body))
    .find(({ id }) => id === mark.id);
  if (!use) return undefined;
  const { cwd, gitBranch, version } = contextOf(record, mark);
  const result = records.result && resultOf(woven, records.result);
  const endedAt = woven.result?.mark.at;
  return {
    id: mark.id,
    sessionId: mark.sessionId,
    ...(mark.agentId !== undefined && { agentId: mark.agentId }),
    project,
    ...(cwd !== undefined && { cwd }),
    ...(gitBranch !== undefined && { gitBranch }),
    tool: use.name,
    argument: argumentOf(use.input),
    input: use.input,
    ...(mark.at !== undefined && { startedAt: new Date(mark.at).toISOString() }),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
    permissionMode: woven.mode.mode,
    permissionModeSource: woven.mode.source,
    outcome: woven.outcome,
    ...(result && { result }),
    ...(woven.prompt !== undefined && { prompt: woven.prompt }),
    effects: [],
    ...(version !== undefined && { version }),
    evidence,
  };
}

function nested(record: JsonObject, id: string): JsonObject {
  const flat = flatLineOf(record);
  return flat ? nestedForm(record, flat, id) : record;
}

function resultOf({ result }: WovenCall, { record, evidence }: RecordAt): ToolResult | undefined {
  const mark = result?.mark;
  if (!mark) return undefined;
  for (const { body, holder, copy } of messagesOf(nested(record, mark.id))) {
    if (copy !== mark.copy) continue;
    const block = toolResultsOf(body).find(({ id }) => id === mark.id);
    if (!block) continue;
    const gitOperation = objectOf(objectOf(holder['toolUseResult'])?.['gitOperation']);
    return {
      text: contentText(block.content).slice(0, longestResultText),
      isError: block.isError,
      evidence,
      ...(gitOperation && { gitOperation }),
    };
  }
  return undefined;
}
