import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import type { PlacedRequest } from './placed-request.ts';

type Key = string | number;
type Container = Record<Key, unknown>;

/** Kinds of changes. */
const [initial, set, push, remove] = [0, 1, 2, 3];
/** A forged index must not make a list of any length. */
const longestList = 100_000;

/** Whether a line is a change of a conversation: `{"kind": 1, "k": ["requests", 0, "result"], "v": …}`. */
export function isChange({ kind, k }: JsonObject): boolean {
  return kind === initial || ((kind === set || kind === push || kind === remove) && Array.isArray(k));
}

/**
 * A conversation by its changes. What a change takes away was said and done all the same, and is kept.
 * https://github.com/microsoft/vscode/blob/main/src/vs/workbench/contrib/chat/common/model/objectMutationLog.ts
 */
export class JournalState {
  #state: Container = {};
  /** Turns that were taken out, by their ids. */
  readonly #turns = new Map<string, JsonObject>();
  /** Calls that were taken out of a turn, by its id and theirs. */
  readonly #calls = new Map<string, Map<string, JsonObject>>();
  /** The line that wrote last into a turn. */
  readonly #lines = new Map<string, number>();

  get head(): JsonObject {
    return this.#state;
  }

  apply({ kind, k, v, i }: JsonObject, line: number): void {
    if (kind === initial) this.#begin(v, line);
    const path = listOf(k).filter(isKey);
    const [last] = path.slice(-1);
    if (last === undefined || path.length !== listOf(k).length) return;
    if (kind === push) this.#push(path, listOf(v), i);
    else this.#set(path, last, v);
    for (const request of path[0] === 'requests' ? this.#written(path) : [])
      this.#lines.set(idOf(request), line);
  }

  /** A turn that was saved out of a broken line. */
  add(request: JsonObject, line: number): void {
    this.#turns.set(idOf(request), request);
    this.#lines.set(idOf(request), line);
  }

  /** The turns in their order, then what was taken out and is nowhere else. */
  requests(): readonly PlacedRequest[] {
    const kept = listOf(this.#state['requests']).filter(isJsonObject);
    const ids = new Set(kept.map(idOf));
    const all = [...kept, ...[...this.#turns].flatMap(([id, turn]) => (ids.has(id) ? [] : [turn]))];
    return [...all, ...this.#callsBeside(all)].map((request) => {
      const line = this.#lines.get(idOf(request));
      return { request, place: line === undefined ? {} : { line } };
    });
  }

  #callsBeside(turns: readonly JsonObject[]): JsonObject[] {
    const known = new Set(turns.flatMap(({ response }) => listOf(response).map(callIdOf)));
    return turns.flatMap((turn) => {
      const calls = [...(this.#calls.get(idOf(turn)) ?? [])].flatMap(([id, call]) =>
        known.has(id) ? [] : [call],
      );
      return calls.length === 0 ? [] : [{ ...turn, message: {}, result: {}, response: calls }];
    });
  }

  #begin(value: unknown, line: number): void {
    for (const turn of listOf(this.#state['requests'])) this.#keep(turn);
    this.#state = { ...objectOf(value) };
    for (const turn of listOf(this.#state['requests'])) this.#lines.set(idOf(turn), line);
  }

  #set(path: readonly Key[], last: Key, value: unknown): void {
    const container = this.#containerAt(path.slice(0, -1), typeof last === 'number');
    this.#lost(path, [container[last]]);
    if (value === undefined && !Array.isArray(container)) delete container[last];
    else container[last] = value;
  }

  #push(path: readonly Key[], added: readonly unknown[], from: unknown): void {
    const list: unknown = this.#containerAt(path, true);
    if (!Array.isArray(list)) return;
    if (typeof from === 'number' && from >= 0) this.#lost(path, list.splice(from));
    if (list.length + added.length <= longestList) list.push(...added);
  }

  /** Made where a line that is lost would have made it. */
  #containerAt(path: readonly Key[], isList: boolean): Container {
    let at = this.#state;
    for (const [index, key] of path.entries()) {
      const next = path[index + 1];
      const made: unknown = (next === undefined ? isList : typeof next === 'number') ? [] : {};
      const inside = isContainer(at[key]) ? at[key] : made;
      at[key] = inside;
      at = isContainer(inside) ? inside : {};
    }
    return at;
  }

  /** What stood where a change writes. */
  #lost(path: readonly Key[], values: readonly unknown[]): void {
    const [first, index, member] = path;
    if (first !== 'requests') return;
    const each = values.flat();
    if (path.length <= 2) for (const turn of each) this.#keep(turn);
    else if (member === 'response' && typeof index === 'number')
      this.#keepCalls(listOf(this.#state['requests'])[index], each);
  }

  #keep(turn: unknown): void {
    if (isJsonObject(turn)) this.#turns.set(idOf(turn), turn);
  }

  #keepCalls(turn: unknown, parts: readonly unknown[]): void {
    const calls = this.#calls.get(idOf(turn)) ?? new Map<string, JsonObject>();
    for (const part of parts) {
      const id = callIdOf(part);
      if (id !== undefined && isJsonObject(part)) calls.set(id, part);
    }
    if (calls.size > 0) this.#calls.set(idOf(turn), calls);
  }

  #written([, index]: readonly Key[]): readonly unknown[] {
    const turns = listOf(this.#state['requests']);
    return typeof index === 'number' ? [turns[index]] : turns.filter((turn) => !this.#lines.has(idOf(turn)));
  }
}

function isKey(key: unknown): key is Key {
  return typeof key === 'number'
    ? key >= 0 && key < longestList
    : typeof key === 'string' && key !== '__proto__';
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function idOf(turn: unknown): string {
  return textOf(objectOf(turn)?.['requestId']) ?? '';
}

function callIdOf(part: unknown): string | undefined {
  return textOf(objectOf(part)?.['toolCallId']);
}
