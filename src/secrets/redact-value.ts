import { redactText } from './redact-text.ts';

/**
 * A value in which no string carries a secret; the value itself where nothing in it changes: a stream has many rows
 * and few secrets.
 */
export function redactValue(value: unknown, salt: Uint8Array): unknown {
  if (typeof value === 'string') return redactText(value, salt);
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? value.map((item) => redactValue(item, salt)) : redactFields(value, salt);
}

function redactFields(value: object, salt: Uint8Array): unknown {
  let changed: Record<string, unknown> | undefined;
  for (const [key, inner] of Object.entries(value)) {
    const redacted = redactValue(inner, salt);
    if (redacted === inner) continue;
    changed ??= { ...value };
    changed[key] = redacted;
  }
  return changed ?? value;
}
