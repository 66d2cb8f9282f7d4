import type { IdHash } from '../scanner/scanned-value.ts';

/** What two calls of one id are held against each other by. */
export interface CallBytes {
  readonly tool: string;
  /** A keyed hash of the input as it is written; 0 where none is known. */
  readonly content?: number;
}

/** Whether two appearances of one id may be two calls, where both say something: by tool and by the bytes of the input. */
export function differ(one: CallBytes, other: CallBytes): boolean {
  const { content: a = 0 } = one;
  const { content: b = 0 } = other;
  return a !== 0 && b !== 0 && (a !== b || one.tool !== other.tool);
}

/** Under which a call is known whose id another call has: the same for every copy of it. */
export function variantKey({ low, high }: IdHash, { tool, content = 0 }: CallBytes): IdHash {
  return { low: (low ^ content) >>> 0, high: (high ^ hashOf(tool)) >>> 0 };
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
