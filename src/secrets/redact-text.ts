import { createHash } from 'node:crypto';
import { findSecrets } from './find-secrets.ts';

/**
 * Replaces each secret by `[kind length fingerprint]`. The fingerprint lets a reader see that two places hold the
 * same secret; without the salt it says nothing about it.
 */
export function redactText(text: string, salt: Uint8Array): string {
  const secrets = findSecrets(text);
  if (secrets.length === 0) return text;
  let redacted = '';
  let end = 0;
  for (const { kind, length, offset } of secrets) {
    const secret = text.slice(offset, offset + length);
    redacted += `${text.slice(end, offset)}[${kind} ${length} ${fingerprint(secret, salt)}]`;
    end = offset + length;
  }
  return redacted + text.slice(end);
}

function fingerprint(secret: string, salt: Uint8Array): string {
  return createHash('sha256').update(salt).update(secret).digest('hex').slice(0, 8);
}
