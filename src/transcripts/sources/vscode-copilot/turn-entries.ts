import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { nameOfTool } from '../../dialects/vscode-copilot/tool-names.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { answerOf, modeOf } from './approval.ts';
import { callInput, fileEdits } from './call-input.ts';
import { outcomeOf } from './call-outcome.ts';
import { printedText } from './printed-text.ts';
import { callsOf, type TurnCall } from './turn-calls.ts';

type ResultEntry = Extract<UnplacedEntry, { readonly kind: 'result' }>;

/** Show something, or tell of what calls tell. */
const idle: ReadonlySet<string> = new Set(
  `markdownContent markdownVuln thinking inlineReference codeblockUri textEditGroup notebookEditGroup undoStop
   prepareToolInvocation progressMessage progressTask progressTaskSerialized mcpServersStarting treeData warning command
   confirmation elicitation elicitationSerialized extensions pullRequest multiDiffData clearToPreviousToolInvocation
   references codeCitation questionCarousel hook disabledClaudeHooks workspaceEdit autoModeResolution toolInvocationSerialized
   externalEdit move info externalToolInvocationUpdate`.split(/\s+/),
);

/**
 * The entries of one turn: what the human asked, and what the agent did.
 * https://github.com/microsoft/vscode/blob/main/src/vs/workbench/contrib/chat/common/model/chatModel.ts
 */
export function turnEntries(turn: JsonObject): UnplacedEntry[] {
  const began = timeOf(turn);
  const at = began === undefined ? {} : { at: began };
  const text = textOf(objectOf(turn['message'])?.['text']) ?? textOf(turn['message']);
  const agent = objectOf(turn['agent']);
  const context = contextOf({ version: textOf(agent?.['extensionVersion']), model: textOf(turn['modelId']) });
  return [
    { ...context, ...at },
    ...(text === undefined ? [] : [{ kind: 'prompt' as const, text, ...at }]),
    ...callsOf(turn).flatMap((call) => callEntries(call, turn)),
    ...listOf(turn['response']).flatMap(strangePart),
    ...usageOf(turn),
  ];
}

function callEntries(call: TurnCall, turn: JsonObject): UnplacedEntry[] {
  const { shown = {}, asked, at = timeOf(turn) } = call;
  const id = textOf(shown['toolCallId']) ?? textOf(asked?.['id']);
  const { tool, input, cwd } = callInput(named(shown, asked), shown, asked);
  const mode = modeOf(shown['isConfirmed'], turn);
  const agentId = textOf(shown['subAgentInvocationId']);
  const made: UnplacedEntry = {
    kind: 'call',
    ...(id !== undefined && { id }),
    tool,
    input,
    ...(cwd !== undefined && { cwd }),
    ...(mode && { mode }),
    ...(agentId !== undefined && { agentId }),
    ...(at !== undefined && { at }),
  };
  const result = resultOf({ tool, input, call }, turn);
  return result ? [made, { ...result, ...(id !== undefined && { callId: id }) }] : [made];
}

interface NamedTurnCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly call: TurnCall;
}

/** @returns undefined where nothing tells what became of it */
function resultOf({ tool, input, call }: NamedTurnCall, turn: JsonObject): ResultEntry | undefined {
  const { shown = {}, asked } = call;
  const results = objectOf(objectOf(objectOf(turn['result'])?.['metadata'])?.['toolCallResults']);
  const result = results?.[textOf(asked?.['id']) ?? ''];
  const text = printedText(result) || outputOf(shown);
  const outcome = outcomeOf({
    shown,
    turn,
    text,
    isShell: tool === 'run_in_terminal',
    hasResult: result !== undefined,
    answer: answerOf(shown['isConfirmed']),
  });
  if (outcome === undefined) return undefined;
  const edits = outcome === 'succeeded' ? fileEdits(tool, input) : [];
  const ended = endOf(shown, turn);
  return {
    kind: 'result',
    outcome,
    isError: outcome === 'failed' || outcome === 'denied' || outcome === 'interrupted',
    text,
    ...(edits.length > 0 && { edits }),
    ...(ended !== undefined && { at: ended }),
  };
}

function timeOf({ timestamp }: JsonObject): number | undefined {
  return typeof timestamp === 'number' ? timestamp : undefined;
}

/** A server's tool under its server, as other agents name it. */
function named(shown: JsonObject, asked: JsonObject | undefined): string {
  const written = nameOfTool(textOf(asked?.['name']) ?? textOf(shown['toolId']) ?? '');
  const source = objectOf(shown['source']);
  const server =
    source?.['type'] === 'mcp' ? (textOf(source['label']) ?? textOf(source['serverLabel'])) : undefined;
  const [, short, tool] = /^mcp_([^_]{1,300})_(.+)$/s.exec(written) ?? [];
  return server !== undefined || short !== undefined
    ? `mcp__${server ?? short}__${tool ?? written}`
    : written;
}

function outputOf(shown: JsonObject): string {
  const printed = objectOf(objectOf(shown['toolSpecificData'])?.['terminalCommandOutput']);
  const details = listOf(objectOf(shown['resultDetails'])?.['output']);
  return (
    textOf(printed?.['text']) ?? details.flatMap((one) => textOf(objectOf(one)?.['value']) ?? []).join('\n')
  );
}

/** Of a call the turn's, where no terminal tells it. */
function endOf(shown: JsonObject, turn: JsonObject): number | undefined {
  const state = objectOf(objectOf(shown['toolSpecificData'])?.['terminalCommandState']);
  const [begun, lasted] = [state?.['timestamp'], state?.['duration']];
  if (typeof begun === 'number' && typeof lasted === 'number') return begun + lasted;
  const completed = objectOf(turn['modelState'])?.['completedAt'];
  if (typeof completed === 'number') return completed;
  const elapsed = objectOf(objectOf(turn['result'])?.['timings'])?.['totalElapsed'];
  const began = timeOf(turn);
  return typeof elapsed === 'number' && began !== undefined ? began + elapsed : undefined;
}

/** A part without a kind is a text of the model. */
function strangePart(one: unknown): UnplacedEntry[] {
  const part = objectOf(one);
  if (!part)
    return typeof one === 'string' ? [] : [{ kind: 'unclaimed', type: 'no part', mayHoldCall: true }];
  const { kind = part['value'] === undefined ? 'no kind' : 'markdownContent' } = part;
  if (idle.has(String(kind))) return [];
  return [{ kind: 'unclaimed', type: String(kind), mayHoldCall: couldHold(part) }];
}

function usageOf(turn: JsonObject): UnplacedEntry[] {
  const metadata = objectOf(objectOf(turn['result'])?.['metadata']);
  const [input, output] = [countOf(metadata?.['promptTokens']), countOf(metadata?.['outputTokens'])];
  const id = textOf(turn['requestId']);
  if (id === undefined || input + output === 0) return [];
  return [{ kind: 'usage', id, input, output, cacheRead: 0, cacheCreation: 0 }];
}

function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}
