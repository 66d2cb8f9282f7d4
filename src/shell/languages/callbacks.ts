import type { Apis } from './api.ts';
import type { Evaluation, Given } from './evaluation.ts';
import { itemsOf, type Thing, type Value } from './value.ts';

const mostItems = 16;

/** A call that may hand over functions. */
interface Handing {
  /** Who is called; absent where that is no thing of a library. */
  readonly thing?: Thing;
  readonly given: Given;
  readonly result: Value;
  readonly apis: Apis;
}

/**
 * A function that a library is given may be called by it. One of the code itself is called with each item of a list,
 * else with what comes of the call; one of a library only with arguments that the call tells.
 */
export function runCallbacks(evaluation: Evaluation, handing: Handing): void {
  const { thing, given, result, apis } = handing;
  for (const value of [...given.values, ...given.named.values()]) {
    if (value.kind === 'routine') {
      const { receiver } = thing ?? {};
      const isList = receiver?.kind === 'list';
      const items = isList ? itemsOf(receiver).slice(0, mostItems) : [result];
      const isSure = isList && !receiver.isOpen && forEach.test(thing?.name ?? '');
      for (const item of items) (isSure ? runNow : runPerhaps)(evaluation, value, [item, result]);
    } else if (value.kind === 'thing' && acts(value, apis)) {
      for (const values of argumentsFor(value, handing)) runPerhaps(evaluation, value, values);
    }
  }
}

function runNow(evaluation: Evaluation, callee: Value, values: readonly Value[]): void {
  evaluation.apply(callee, { values: [...values], named: new Map() });
}

function runPerhaps(evaluation: Evaluation, callee: Value, values: readonly Value[]): void {
  evaluation.conditionally(() => runNow(evaluation, callee, values));
}

function acts({ name }: Thing, apis: Apis): boolean {
  const api = apis.find(name);
  return api !== undefined && api.isPlain !== true;
}

/** `map(f, list)`, `list.forEach(f)`: one call for each item. */
const forEach = /(?:^|[._])(?:map|imap|starmap|filter|forEach|each|foreach|array_map|array_walk|map_async)$/i;

/** `Thread(target=f, args=(x,))`, `submit(f, x)`, `map(f, [x])`, `list.forEach(f)`, `promise.then(f)`. */
function argumentsFor(
  callee: Value,
  { thing, given: { values, named } }: Handing,
): readonly (readonly Value[])[] {
  const list = named.get('args');
  if (list?.kind === 'list') return [list.items];
  const behind = values.slice(values.indexOf(callee) + 1);
  const { receiver, name = '' } = thing ?? {};
  const [first] = behind;
  if (first && forEach.test(name))
    return itemsOf(first)
      .slice(0, mostItems)
      .map((item) => [item]);
  if (first) return values.includes(callee) ? [behind] : [];
  if (receiver?.kind === 'list')
    return itemsOf(receiver)
      .slice(0, mostItems)
      .map((item) => [item]);
  return receiver && /\.then$/.test(name) ? [[receiver]] : [];
}
