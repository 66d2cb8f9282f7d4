import type { ConfigValue } from './config-value.ts';

/** The value as `JSON.parse` would give it, but for objects, which have no prototype; the last of equal keys counts. */
export function plainValue(value: ConfigValue | undefined): unknown {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'array') return value.items.map(plainValue);
  const object: Record<string, unknown> = Object.create(null);
  for (const { key, value: inner } of value.entries) object[key] = plainValue(inner);
  return object;
}
