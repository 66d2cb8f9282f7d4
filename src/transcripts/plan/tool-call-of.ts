import { argumentOf } from '../dialects/argument.ts';
import { toolNamed } from '../dialects/dialects.ts';
import { flag } from '../digest/group-digest.ts';
import { placedId } from '../sources/claude-code/message.ts';
import {
  outcomes,
  permissionModeSources,
  permissionModes,
  type ToolCall,
  type ToolResult,
} from '../tool-call.ts';
import type { CallContent, ReadLine, ResultContent } from './read-line.ts';
import type { ReadPlan } from './read-plan.ts';

/** Prompts are cut there. */
const longestPrompt = 8_192;

/** What the lines hold that a row of a plan names, read again. */
export interface ReadLines {
  /** Whose file it is: id in `src/agents/`. */
  readonly agent: string;
  readonly call: ReadLine<CallContent>;
  readonly result?: ReadLine<ResultContent>;
  readonly prompt?: ReadLine<string>;
  /** What the agent had said before a short prompt. */
  readonly question?: string;
}

/**
 * The whole call, without its effects.
 * @returns undefined where the line no longer holds it: a live session may be rewritten while it is read
 */
export function toolCallOf(plan: ReadPlan, row: number, lines: ReadLines): ToolCall | undefined {
  const { column } = plan.calls;
  const ordinal = column.ordinal[row] ?? 0;
  const call = lines.call.contents[ordinal];
  if (!call) return undefined;
  const hasResult = ((column.flags[row] ?? 0) & flag.hasResult) !== 0;
  const result = hasResult && lines.result ? resultOf(plan, row, lines.result) : undefined;
  return {
    id: idOf(plan, row, lines.call),
    ...toolNamed(lines.agent, call.tool),
    sessionId: plan.sessionId,
    ...text('agentId', plan.agents[column.agent[row] ?? 0]),
    project: plan.project,
    ...text('cwd', call.cwd),
    ...text('gitBranch', call.gitBranch),
    argument: argumentOf(call.input),
    input: call.input,
    ...time('startedAt', column.at[row]),
    ...(hasResult && time('endedAt', column.resultAt[row])),
    permissionMode: permissionModes[column.mode[row] ?? 0] ?? 'unknown',
    ...text('recordedMode', call.recordedMode),
    permissionModeSource: permissionModeSources[column.source[row] ?? 0] ?? 'none',
    outcome: outcomes[column.outcome[row] ?? 0] ?? 'unknown',
    ...(((column.flags[row] ?? 0) & flag.contradicted) !== 0 && { contradicted: true as const }),
    ...(result && { result }),
    ...text('prompt', lines.prompt?.contents[0]?.slice(0, longestPrompt)),
    ...text('question', lines.question?.slice(-longestPrompt)),
    ...(lines.prompt?.contents[0] !== undefined && { promptEvidence: lines.prompt.evidence }),
    effects: [],
    ...text('version', call.version),
    evidence: lines.call.evidence,
  };
}

/** Of calls that have one id, all but the first are named by their place. */
function idOf({ sessionId, calls: { column } }: ReadPlan, row: number, line: ReadLine<CallContent>): string {
  const ordinal = column.ordinal[row] ?? 0;
  const own = line.contents[ordinal]?.id;
  const place = placedId(sessionId, line.evidence.line ?? 0, ordinal);
  if (own === undefined) return place;
  return ((column.flags[row] ?? 0) & flag.variant) === 0 ? own : `${own}:${column.file[row]}:${place}`;
}

function resultOf(
  { calls: { column } }: ReadPlan,
  row: number,
  line: ReadLine<ResultContent>,
): ToolResult | undefined {
  const [low, high] = [column.idLow[row], column.idHigh[row]];
  const found =
    line.contents.find(({ id }) => id && id.low === low && id.high === high) ??
    line.contents.find(({ id }) => id === undefined);
  return found && { ...found.result, evidence: line.evidence };
}

function text<K extends string>(name: K, given: string | undefined): { readonly [key in K]?: string } {
  return given === undefined || given === '' ? {} : ({ [name]: given } as { readonly [key in K]?: string });
}

function time<K extends string>(name: K, ms: number | undefined): { readonly [key in K]?: string } {
  return ms === undefined || Number.isNaN(ms)
    ? {}
    : ({ [name]: new Date(ms).toISOString() } as { readonly [key in K]?: string });
}
