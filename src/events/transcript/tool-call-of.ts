import type { EvidenceReference } from '../../evidence/artifact.ts';
import {
  outcomes,
  permissionModeSources,
  permissionModes,
  type ToolCall,
  type ToolResult,
} from '../tool-call.ts';
import { argumentOf } from './argument.ts';
import { createFlatReader } from './flat.ts';
import { flag } from './group-digest.ts';
import { humanPromptOf } from './human-prompt.ts';
import { type JsonObject, objectOf, textOf } from './json-object.ts';
import { contentText, messagesOf, placedId, toolResultsOf, toolUsesOf } from './message.ts';
import type { ReadPlan } from './read-plan.ts';

/**
 * Results are cut there: a little above the length at which the agent itself cuts a command's output by default, so
 * that the object id that git prints after a long test run is not lost.
 * https://code.claude.com/docs/en/settings, `BASH_MAX_OUTPUT_LENGTH`
 */
export const longestResultText = 32_000;
/** Prompts are cut there. */
const longestPrompt = 2_000;

/** The lines that a row of a plan names, read again: each may hold several records. */
export interface ReadLines {
  readonly call: ReadLine;
  readonly result?: ReadLine;
  readonly prompt?: ReadLine;
}

export interface ReadLine {
  readonly records: readonly JsonObject[];
  readonly evidence: EvidenceReference;
  /** From the place of its file, for flat records. */
  readonly sessionId: string;
}

/**
 * The whole call, without its effects.
 * @returns undefined where the line no longer holds it: a live session may be rewritten while it is read
 */
export function toolCallOf(plan: ReadPlan, row: number, lines: ReadLines): ToolCall | undefined {
  const { column } = plan.calls;
  const ordinal = column.ordinal[row] ?? 0;
  const chosen = unfolded(lines.call).flatMap((record) =>
    messagesOf(record).flatMap(({ body }) => toolUsesOf(body).map((use) => ({ record, use }))),
  )[ordinal];
  if (!chosen) return undefined;
  const { record, use } = chosen;
  const id = use.id ?? placedId(plan.sessionId, lines.call.evidence.line ?? 0, ordinal);
  const flags = column.flags[row] ?? 0;
  const result = (flags & flag.hasResult) !== 0 && lines.result ? resultOf(id, lines.result) : undefined;
  return {
    id,
    sessionId: plan.sessionId,
    ...text('agentId', plan.agents[column.agent[row] ?? 0]),
    project: plan.project,
    ...text('cwd', record['cwd']),
    ...text('gitBranch', record['gitBranch']),
    tool: use.name,
    argument: argumentOf(use.input),
    input: use.input,
    ...time('startedAt', column.at[row]),
    ...((flags & flag.hasResult) !== 0 && time('endedAt', column.resultAt[row])),
    permissionMode: permissionModes[column.mode[row] ?? 0] ?? 'unknown',
    permissionModeSource: permissionModeSources[column.source[row] ?? 0] ?? 'none',
    outcome: outcomes[column.outcome[row] ?? 0] ?? 'unknown',
    ...((flags & flag.contradicted) !== 0 && { contradicted: true as const }),
    ...(result && { result }),
    ...text('prompt', lines.prompt && promptOf(lines.prompt)),
    effects: [],
    ...text('version', record['version']),
    evidence: lines.call.evidence,
  };
}

function unfolded({ records, sessionId, evidence }: ReadLine): JsonObject[] {
  const flat = createFlatReader(sessionId);
  return records.map((record) => flat.nested(record, evidence.line ?? 0));
}

function resultOf(id: string, line: ReadLine): ToolResult | undefined {
  for (const record of unfolded(line)) {
    for (const { body, holder } of messagesOf(record)) {
      const block = toolResultsOf(body).find((one) => one.id === id) ?? flatResult(record, body);
      if (!block) continue;
      const structured = objectOf(holder['toolUseResult']);
      const gitOperation = objectOf(structured?.['gitOperation']);
      const isFileChange = structured?.['structuredPatch'] !== undefined;
      return {
        text: contentText(block.content).slice(0, longestResultText),
        isError: block.isError,
        evidence: line.evidence,
        ...(gitOperation && { gitOperation }),
        ...(isFileChange && { fileChange: structured }),
      };
    }
  }
  return undefined;
}

/** A flat result without an id was joined by its place. */
function flatResult(record: JsonObject, body: JsonObject) {
  return body === record['message'] && record['tool_use_id'] === undefined && body['role'] === undefined
    ? toolResultsOf(body)[0]
    : undefined;
}

function promptOf({ records }: ReadLine): string | undefined {
  return records
    .map(humanPromptOf)
    .find((prompt) => prompt !== undefined)
    ?.slice(0, longestPrompt);
}

function text<K extends string>(name: K, value: unknown): { readonly [key in K]?: string } {
  const given = textOf(value);
  return given === undefined ? {} : ({ [name]: given } as { readonly [key in K]?: string });
}

function time<K extends string>(name: K, ms: number | undefined): { readonly [key in K]?: string } {
  return ms === undefined || Number.isNaN(ms)
    ? {}
    : ({ [name]: new Date(ms).toISOString() } as { readonly [key in K]?: string });
}
