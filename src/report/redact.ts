import { redactText } from '../secrets/redact-text.ts';

/**
 * A copy of a document in which no string carries a secret.
 * @param salt of the fingerprints: new in every run, so that a report does not help to guess a secret
 */
export function redactDocument<T>(document: T, salt: Uint8Array): T {
  return redactor(salt)(document) as T;
}

/** The same for a stream. */
export async function* redactRows<T>(rows: AsyncIterable<T>, salt: Uint8Array): AsyncIterable<T> {
  const redact = redactor(salt);
  for await (const row of rows) yield redact(row) as T;
}

function redactor(salt: Uint8Array): (value: unknown) => unknown {
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string') return redactText(value, salt);
    if (value instanceof Date || value === null || typeof value !== 'object') return value;
    return Array.isArray(value) ? value.map(redact) : redactedFields(value, redact);
  };
  return redact;
}

/** The object itself where nothing in it changes: a stream has many rows and few secrets. */
function redactedFields(value: object, redact: (value: unknown) => unknown): unknown {
  let changed: Record<string, unknown> | undefined;
  for (const [key, inner] of Object.entries(value)) {
    const redacted = redact(inner);
    if (redacted === inner) continue;
    changed ??= { ...value };
    changed[key] = redacted;
  }
  return changed ?? value;
}
