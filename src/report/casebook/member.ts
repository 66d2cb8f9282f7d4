import { deflateSync } from 'node:zlib';
import { visibleLines } from '../sanitize.ts';

/** A value as a member of the payload: no character of its strings acts or hides. */
export function member(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? visibleLines(inner) : inner,
  );
  return deflateSync(text, { level: 9 }).toString('base64');
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
