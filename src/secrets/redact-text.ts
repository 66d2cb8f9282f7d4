import { createHash } from 'node:crypto';
import { findSecrets } from './find-secrets.ts';
import type { FoundSecret } from './found-secret.ts';

/**
 * Replaces each secret by `[kind length fingerprint]`. The fingerprint lets a reader see that two places hold the
 * same secret; without the salt it says nothing about it.
 */
export function redactText(text: string, salt: Uint8Array): string {
  return replaceSecrets(text, (found, secret) => replacement(found.kind, secret, salt));
}

/** What stands in place of a secret. */
export function replacement(kind: string, secret: string, salt: Uint8Array): string {
  return `[${kind} ${secret.length} ${secretFingerprint(secret, salt).slice(0, shownDigits)}]`;
}

/** The same without the fingerprint, for what must not change with the salt. */
export function maskText(text: string): string {
  return replaceSecrets(text, ({ kind, length }) => `[${kind} ${length}]`);
}

const shownDigits = 8;

/** 16 hexadecimal digits, of which redacted text shows the first 8. */
export function secretFingerprint(secret: string, salt: Uint8Array): string {
  return createHash('sha256').update(salt).update(secret).digest('hex').slice(0, 16);
}

function replaceSecrets(text: string, told: (found: FoundSecret, secret: string) => string): string {
  const secrets = findSecrets(text);
  if (secrets.length === 0) return text;
  let replaced = '';
  let end = 0;
  for (const found of secrets) {
    const { offset, length } = found;
    replaced += text.slice(end, offset) + told(found, text.slice(offset, offset + length));
    end = offset + length;
  }
  return replaced + text.slice(end);
}
