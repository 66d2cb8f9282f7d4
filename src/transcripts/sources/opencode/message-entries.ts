import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { editsOf, outcomeOf, timeIn } from './message-parts.ts';

/** An entry, and where in its message it stands: a JSON pointer. */
interface InsideMessage {
  readonly entry: UnplacedEntry;
  readonly inside: string;
}

/** Parts that say nothing of calls and prompts, or repeat what others say. */
const idle: ReadonlySet<string> = new Set([
  ...[
    'reasoning',
    'step-start',
    'step-finish',
    'snapshot',
    'patch',
    'file',
    'agent',
    'subtask',
    'retry',
    'compaction',
  ],
]);

/** The entries of a message `{info, parts}`; of the parts alone where nothing tells whose they are. */
export function messageEntries(message: JsonObject): InsideMessage[] {
  const info = objectOf(message['info']) ?? {};
  const told = [...contextOfMessage(info), ...usageOf(info)].map((entry) => ({ entry, inside: '' }));
  const parts = listOf(message['parts']).flatMap((part, index) =>
    partEntries(objectOf(part) ?? {}, info).map((entry) => ({ entry, inside: `/parts/${index}` })),
  );
  return [...told, ...parts];
}

function contextOfMessage(info: JsonObject): UnplacedEntry[] {
  const cwd = textOf(objectOf(info['path'])?.['cwd']);
  const model = textOf(info['modelID']);
  return cwd === undefined && model === undefined ? [] : [contextOf({ cwd, model })];
}

function partEntries(part: JsonObject, info: JsonObject): UnplacedEntry[] {
  const type = textOf(part['type']) ?? '';
  if (type === 'tool') return callEntries(part);
  if (type === 'text') return promptEntries(part, info);
  if (idle.has(type)) return [];
  return [{ kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(part) }];
}

/** What the program adds to a prompt is synthetic. */
function promptEntries(part: JsonObject, info: JsonObject): UnplacedEntry[] {
  const text = textOf(part['text']);
  if (info['role'] !== 'user' || part['synthetic'] === true || text === undefined) return [];
  return [{ kind: 'prompt', text, ...timeIn(info['time'], 'created') }];
}

/** Providers give ids of calls again; those of parts are unique. */
function callEntries(part: JsonObject): UnplacedEntry[] {
  const state = objectOf(part['state']) ?? {};
  const id = textOf(part['id']) ?? textOf(part['callID']);
  const tool = textOf(part['tool']) ?? '';
  const input = objectOf(state['input']) ?? { value: state['input'] };
  const cwd = textOf(input['workdir']);
  const named = id === undefined ? {} : { id };
  const started = timeIn(state['time'], 'start');
  const call = {
    kind: 'call',
    ...named,
    tool,
    input,
    ...(cwd !== undefined && { cwd }),
    ...started,
  } as const;
  const outcome = outcomeOf(tool, state);
  if (outcome === undefined) return [call];
  const edits = editsOf(tool, input, state);
  const text = (textOf(state['output']) ?? textOf(state['error']) ?? '').slice(0, 200_000);
  return [
    call,
    {
      kind: 'result',
      ...(id !== undefined && { callId: id }),
      outcome,
      isError: state['status'] === 'error',
      text,
      ...(edits.length > 0 && { edits }),
      ...timeIn(state['time'], 'end'),
    },
  ];
}

function usageOf(info: JsonObject): UnplacedEntry[] {
  const [id, tokens] = [textOf(info['id']), objectOf(info['tokens'])];
  if (id === undefined || !tokens) return [];
  const cache = objectOf(tokens['cache']) ?? {};
  const model = textOf(info['modelID']);
  return [
    {
      kind: 'usage',
      id,
      ...(model !== undefined && { model }),
      input: countOf(tokens['input']),
      output: countOf(tokens['output']) + countOf(tokens['reasoning']),
      cacheRead: countOf(cache['read']),
      cacheCreation: countOf(cache['write']),
    },
  ];
}

function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}
