import { deflateSync } from 'node:zlib';
import { visibleLines } from '../sanitize.ts';

/** Higher ones take three times as long for a fiftieth less. */
const level = 6;

/** A value as a member of the payload. @param value in which no character acts or hides: see {@link visibleValue} */
export function member(value: unknown): string {
  return deflateSync(JSON.stringify(value), { level }).toString('base64');
}

/** Such members, `most` items each. @param of what a part of the items is in its member */
export function members<Item>(
  items: readonly Item[],
  most: number,
  of: (part: readonly Item[]) => unknown,
): readonly string[] {
  const parts = Math.ceil(items.length / most);
  return Array.from({ length: parts }, (_, index) =>
    member(of(items.slice(index * most, (index + 1) * most))),
  );
}

/** A copy in which every character of a text that acts or hides is shown. */
export function visibleValue<Value>(value: Value): Value {
  return visibleIn(value) as Value;
}

function visibleIn(value: unknown): unknown {
  if (typeof value === 'string') return visibleLines(value);
  if (Array.isArray(value)) return value.map(visibleIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visibleIn(inner)]));
}
