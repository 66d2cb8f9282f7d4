import { secretKinds } from './secret-kinds.ts';

/** A secret's kind and length; its value stays where it was found. */
export interface FoundSecret {
  readonly kind: string;
  /** Characters. */
  readonly length: number;
  /** Offset of the secret in the text. */
  readonly offset: number;
}

/** Every secret in a text. A place that several kinds match counts for the first of them only. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  const taken = (start: number, end: number) =>
    found.some(({ offset, length }) => start < offset + length && offset < end);
  for (const { name, keyword, pattern } of secretKinds) {
    if (!keyword.some((word) => text.includes(word))) continue;
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? match[0];
      const offset = match.index + match[0].indexOf(value);
      if (!taken(offset, offset + value.length)) found.push({ kind: name, length: value.length, offset });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}
