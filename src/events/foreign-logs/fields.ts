/** Fields of a record that another program wrote, by dotted name. */
export type Fields = Readonly<Record<string, unknown>>;

const depthAtMost = 12;

/** Every object inside a value, outermost first, with the attribute lists of OpenTelemetry turned into fields. */
export function* objectsIn(value: unknown, depth = 0): Generator<Fields> {
  if (typeof value !== 'object' || value === null || depth > depthAtMost) return;
  if (Array.isArray(value)) {
    for (const item of value) yield* objectsIn(item, depth + 1);
    return;
  }
  const fields = { ...value, ...attributesOf(value) };
  yield fields;
  for (const inner of Object.values(fields)) yield* objectsIn(inner, depth + 1);
}

/** A text under the first of the names that has one; names reach into objects with dots. */
export function textAt(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = valueAt(fields, name);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

/** ISO 8601 UTC of a text or a number: seconds, milliseconds, microseconds or nanoseconds since 1970. */
export function timeAt(fields: Fields, names: readonly string[]): string | undefined {
  const ms = millisecondsAt(fields, names);
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

/** The same in milliseconds since 1970. */
export function millisecondsAt(fields: Fields, names: readonly string[]): number | undefined {
  const text = textAt(fields, names);
  if (text === undefined) return undefined;
  const number = Number(text);
  const ms = Number.isFinite(number) ? number * unitOf(number) : Date.parse(withZone(text));
  return Number.isNaN(ms) || Math.abs(ms) > 8.64e15 ? undefined : ms;
}

function unitOf(number: number): number {
  if (number > 1e17) return 1e-6;
  if (number > 1e14) return 1e-3;
  return number > 1e11 ? 1 : 1000;
}

/** Sysmon writes UTC without saying so: `2026-11-13 14:06:31.000`. */
function withZone(text: string): string {
  return /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
}

/** A list of texts, or one text as such a list. */
export function textsAt(fields: Fields, name: string): readonly string[] {
  const value = valueAt(fields, name);
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** `NAME=value` lists and objects, as logs keep environments. */
export function variablesAt(fields: Fields, name: string): Readonly<Record<string, string>> | undefined {
  const value = valueAt(fields, name);
  const pairs = typeof value === 'string' ? value.split(/\s+(?=[A-Za-z_]\w*=)/) : value;
  if (Array.isArray(pairs)) return Object.fromEntries(pairs.flatMap(pairOf));
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}

function pairOf(item: unknown): (readonly [string, string])[] {
  if (typeof item === 'string') {
    const at = item.indexOf('=');
    return at < 1 ? [] : [[item.slice(0, at), item.slice(at + 1)]];
  }
  if (typeof item !== 'object' || item === null || !('name' in item) || !('value' in item)) return [];
  return [[String(item.name), String(item.value)]];
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is undefined. */
export function present<T extends object>(fields: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) kept[name] = value;
  return kept as Present<T>;
}

export function valueAt(fields: Fields, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  let value: unknown = fields;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, part)?.value;
  }
  return value;
}

/** `attributes: [{key, value: {stringValue}}]`. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
function attributesOf(value: object): Fields {
  const { attributes } = value as { attributes?: unknown };
  if (!Array.isArray(attributes))
    return typeof attributes === 'object' && attributes !== null ? { ...attributes } : {};
  return Object.fromEntries(
    attributes.flatMap((item: unknown) => {
      if (typeof item !== 'object' || item === null || !('key' in item) || !('value' in item)) return [];
      const wrapped: unknown = item.value;
      const plain =
        typeof wrapped === 'object' && wrapped !== null
          ? Object.values(wrapped).find((inner) => inner !== null)
          : wrapped;
      return [[String(item.key), plain]];
    }),
  );
}
