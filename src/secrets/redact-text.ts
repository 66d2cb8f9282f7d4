import { createHash } from 'node:crypto';
import { secretKinds } from './secret-kinds.ts';

/**
 * Replaces each secret by `[kind length fingerprint]`. The fingerprint lets a reader see that two places hold the
 * same secret; without the salt it says nothing about it.
 */
export function redactText(text: string, salt: Uint8Array): string {
  let redacted = text;
  for (const { name, keyword, pattern } of secretKinds) {
    if (!keyword.some((word) => redacted.includes(word))) continue;
    redacted = redacted.replace(pattern, (match: string, secret: unknown) => {
      const value = typeof secret === 'string' ? secret : match;
      return match.replace(value, () => `[${name} ${value.length} ${fingerprint(value, salt)}]`);
    });
  }
  return redacted;
}

function fingerprint(secret: string, salt: Uint8Array): string {
  return createHash('sha256').update(salt).update(secret).digest('hex').slice(0, 8);
}
