import { findSecrets } from './find-secrets.ts';

/** A shorter one may be any word. */
const secretAtLeast = 6;

/**
 * A part of a text without the secrets that the whole text gives away: the words around one, by which it is known, may
 * not stand in the part.
 */
export function maskedPart(part: string, whole: string): string {
  let masked = part;
  for (const { kind, offset, length } of findSecrets(whole)) {
    if (length < secretAtLeast) continue;
    masked = masked.replaceAll(whole.slice(offset, offset + length), () => `[${kind} ${length}]`);
  }
  return masked;
}
