import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { nameOfTool } from '../../dialects/vscode-copilot/tool-names.ts';

/** A call of a turn: what the window shows of it, and what the model asked for. */
export interface TurnCall {
  /** `toolInvocationSerialized`; absent where the window shows none. */
  readonly shown?: JsonObject;
  /** Of `toolCallRounds`; absent where the turn did not come to its end. */
  readonly asked?: JsonObject;
  /** When the model asked for it, in milliseconds; of later versions. */
  readonly at?: number;
}

interface AskedCall {
  readonly asked: JsonObject;
  readonly at?: number;
}

/** The calls of a turn in their order, each once: some have the same id in both places, others another one. */
export function callsOf(turn: JsonObject): readonly TurnCall[] {
  const shown = listOf(turn['response'])
    .filter(isJsonObject)
    .filter(({ kind }) => kind === 'toolInvocationSerialized');
  const asked = askedIn(objectOf(objectOf(turn['result'])?.['metadata']) ?? {});
  const pairs = new Map<AskedCall, JsonObject>();
  const open = new Set(shown);
  for (const fits of [isSameId, isSameWork, isSameTool]) {
    for (const one of asked) {
      const match = pairs.has(one) ? undefined : [...open].find((part) => fits(part, one.asked));
      if (!match) continue;
      pairs.set(one, match);
      open.delete(match);
    }
  }
  const joined = asked.map((one) => ({ ...one, ...(pairs.has(one) && { shown: pairs.get(one) ?? {} }) }));
  return [...joined, ...[...open].map((part) => ({ shown: part }))];
}

function askedIn({ toolCallRounds: rounds }: JsonObject): AskedCall[] {
  return listOf(rounds).flatMap((one) => {
    const { toolCalls, timestamp } = objectOf(one) ?? {};
    const time = typeof timestamp === 'number' ? { at: timestamp } : {};
    return listOf(toolCalls).flatMap((call) => {
      const asked = objectOf(call);
      return asked ? [{ asked, ...time }] : [];
    });
  });
}

/** The extension adds its own mark. */
function isSameId({ toolCallId }: JsonObject, { id }: JsonObject): boolean {
  return textOf(id)?.replace(/__vscode-\d{1,20}$/, '') === toolCallId && toolCallId !== undefined;
}

function isSameWork(shown: JsonObject, asked: JsonObject): boolean {
  const line = objectOf(objectOf(shown['toolSpecificData'])?.['commandLine'])?.['original'];
  return line !== undefined && line === argumentsOf(asked)['command'];
}

function isSameTool({ toolId, toolSpecificData: data }: JsonObject, { name }: JsonObject): boolean {
  return (
    objectOf(data)?.['kind'] !== 'terminal' &&
    nameOfTool(textOf(toolId) ?? '') === nameOfTool(textOf(name) ?? '')
  );
}

/** What the model asked for; a text that is no JSON stands under one name. */
export function argumentsOf({ arguments: written }: JsonObject): JsonObject {
  const given = objectOf(written);
  if (given) return given;
  try {
    return objectOf(JSON.parse(String(written))) ?? { value: written };
  } catch {
    return written === undefined ? {} : { value: written };
  }
}
