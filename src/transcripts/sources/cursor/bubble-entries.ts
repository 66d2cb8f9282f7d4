import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { resolvePath } from '../../../shell/paths.ts';
import { meaningOf } from '../../dialects/dialect.ts';
import { dialectOf } from '../../dialects/dialects.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { ContextEntry, UnplacedEntry } from '../../entries/entry.ts';
import type { FileEdit } from '../../file-edit.ts';
import { failureIn, outcomeOf } from './bubble-outcome.ts';
import { type NamedCall, namedCall, objectIn } from './call-input.ts';

/** Where a conversation takes place, and what else its database holds. */
export interface BubbleSurroundings {
  readonly cwd: string | undefined;
  /** A content that an edit names; absent where it is not kept. */
  readonly content: (id: string) => string | undefined;
}

const longestText = 200_000;

/**
 * The entries of a message: type 1 is the human's, 2 the agent's; a call stands in `toolFormerData`.
 * https://github.com/kenn-io/agentsview/pull/413
 */
export function bubbleEntries(bubble: JsonObject, surroundings: BubbleSurroundings): UnplacedEntry[] {
  const { type } = bubble;
  const at = timeOf(bubble);
  const told = [{ ...modelOf(bubble), ...at }, ...usageOf(bubble)];
  if (type === 1) {
    const text = textOf(bubble['text']);
    return text === undefined ? told : [...told, { kind: 'prompt', text, ...at }];
  }
  if (type !== 2)
    return [{ kind: 'unclaimed', type: `bubble of type ${type}`, mayHoldCall: couldHold(bubble) }];
  const call = objectOf(bubble['toolFormerData']);
  return call && textOf(call['name']) !== undefined
    ? [...told, ...callEntries(call, { ...surroundings, bubble, at })]
    : told;
}

interface CallSurroundings extends BubbleSurroundings {
  readonly bubble: JsonObject;
  readonly at: { readonly at?: number };
}

function callEntries(call: JsonObject, { cwd, content, bubble, at }: CallSurroundings): UnplacedEntry[] {
  const named = namedCall(textOf(call['name']) ?? '', inputOf(call));
  const id = textOf(call['toolCallId']) ?? textOf(bubble['bubbleId']);
  const folder = named.cwd ?? cwd;
  const made: UnplacedEntry = {
    kind: 'call',
    ...named,
    ...(id !== undefined && { id }),
    ...(folder !== undefined && { cwd: folder }),
    ...at,
  };
  const result = objectIn(call['result']);
  const failure = failureIn(call['error']);
  const end = {
    status: textOf(call['status']) ?? '',
    result,
    additional: objectOf(call['additionalData']) ?? {},
    decision: call['userDecision'],
    failure,
  };
  const { kind } = meaningOf(dialectOf('cursor'), named.tool);
  const outcome = outcomeOf(end, kind === 'shell');
  if (outcome === undefined) return [made];
  const edits =
    kind === 'write' && outcome === 'succeeded' ? editsOf(named, result, { cwd: folder, content }) : [];
  const isError = outcome !== 'succeeded' && outcome !== 'background' && outcome !== 'unknown';
  const text = (textIn(call['result'], result) || failure).slice(0, longestText);
  return [
    made,
    {
      kind: 'result',
      ...(id !== undefined && { callId: id }),
      outcome,
      isError,
      text,
      ...(edits.length > 0 && { edits }),
    },
  ];
}

/** What the model wrote says most; what the editor made of it has the folder. */
function inputOf({ params, rawArgs }: JsonObject): unknown {
  const [made, written] = [objectIn(params), objectIn(rawArgs)];
  if (made || written) return { ...made, ...written };
  return textOf(rawArgs) ?? textOf(params) ?? {};
}

/** Contents before and after an edit stand in rows of their own. */
function editsOf(
  { input }: NamedCall,
  result: JsonObject | undefined,
  { cwd, content }: BubbleSurroundings,
): FileEdit[] {
  const path = textOf(input['path']);
  const [beforeId, afterId] = [textOf(result?.['beforeContentId']), textOf(result?.['afterContentId'])];
  if (path === undefined || (beforeId === undefined && afterId === undefined)) return [];
  const before = beforeId === undefined ? undefined : content(beforeId);
  const after = afterId === undefined ? undefined : content(afterId);
  return [
    {
      path: resolvePath(path, cwd ?? '/'),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}

function textIn(written: unknown, result: JsonObject | undefined): string {
  const said = ['output', 'contents', 'content', 'text', 'result'].flatMap(
    (name) => textOf(result?.[name]) ?? [],
  );
  return said[0] ?? textOf(written) ?? (result ? JSON.stringify(result) : '');
}

function modelOf(bubble: JsonObject): ContextEntry {
  return contextOf({ model: textOf(objectOf(bubble['modelInfo'])?.['modelName']) });
}

function usageOf(bubble: JsonObject): UnplacedEntry[] {
  const [id, counted] = [textOf(bubble['bubbleId']), objectOf(bubble['tokenCount'])];
  const [input, output] = [countOf(counted?.['inputTokens']), countOf(counted?.['outputTokens'])];
  if (id === undefined || input + output === 0) return [];
  return [{ kind: 'usage', id, input, output, cacheRead: 0, cacheCreation: 0 }];
}

function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}

/** ISO 8601 or milliseconds; older versions have it among their timings. */
export function timeOf(record: JsonObject): { readonly at?: number } {
  const timing = objectOf(record['timingInfo']);
  const given = record['createdAt'] ?? timing?.['clientStartTime'] ?? timing?.['clientRpcSendTime'];
  const at = typeof given === 'number' ? given : Date.parse(textOf(given) ?? '');
  return Number.isFinite(at) && at > 1e12 ? { at } : {};
}
