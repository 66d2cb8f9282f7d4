/**
 * A parsed configuration that hides nothing: entries are a list, so that duplicate keys and a key named `__proto__`
 * stay visible, and every value knows its line.
 */
export type ConfigValue = ConfigObject | ConfigArray | ConfigScalar;

export interface ConfigObject {
  readonly kind: 'object';
  readonly line?: number;
  /** In the order of the file. */
  readonly entries: readonly ConfigEntry[];
}

interface ConfigArray {
  readonly kind: 'array';
  readonly line?: number;
  readonly items: readonly ConfigValue[];
}

export interface ConfigScalar {
  readonly kind: 'scalar';
  readonly line?: number;
  readonly value: string | number | boolean | null;
}

export interface ConfigEntry {
  readonly key: string;
  /** Counted from 1; absent where the format's parser tells none. */
  readonly line?: number;
  readonly value: ConfigValue;
}

/** What is wrong with a file that could still be read, at least in part. */
export interface ConfigProblem {
  /** One sentence without the path. */
  readonly reason: string;
  readonly line?: number;
}

/** `root` is absent where nothing could be read. */
export interface ParsedConfig {
  readonly root?: ConfigValue;
  readonly problems: readonly ConfigProblem[];
}

export const emptyObject: ConfigObject = { kind: 'object', entries: [] };

/** The entries of an object; of anything else none. */
export function entriesOf(value: ConfigValue | undefined): readonly ConfigEntry[] {
  return value?.kind === 'object' ? value.entries : [];
}

/** The items of an array; of anything else none. */
export function itemsOf(value: ConfigValue | undefined): readonly ConfigValue[] {
  return value?.kind === 'array' ? value.items : [];
}

/** The entry that counts: the last one of its name, as every JSON reader decides. */
export function entryOf(value: ConfigValue | undefined, key: string): ConfigEntry | undefined {
  return entriesOf(value).findLast((entry) => entry.key === key);
}

/** The value under the first of the keys that is there. */
export function member(value: ConfigValue | undefined, ...keys: readonly string[]): ConfigValue | undefined {
  for (const key of keys) {
    const entry = entryOf(value, key);
    if (entry) return entry.value;
  }
  return undefined;
}

/** A string; numbers and booleans as their words, since some formats do not quote. */
export function textOf(value: ConfigValue | undefined): string | undefined {
  if (value?.kind !== 'scalar' || value.value === null) return undefined;
  return String(value.value);
}

/** Only a real boolean. */
export function flagOf(value: ConfigValue | undefined): boolean | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : undefined;
}

/** The texts of an array's scalars; of a single scalar its own. */
export function textsOf(value: ConfigValue | undefined): readonly string[] {
  const values = value?.kind === 'array' ? value.items : value ? [value] : [];
  return values.flatMap((item) => textOf(item) ?? []);
}
