import { parse, TomlError } from 'smol-toml';
import type { ConfigEntry, ConfigValue, ParsedConfig } from './config-value.ts';

/**
 * TOML. The parser tells no positions, so a table's line is that of its `[header]` and a key's the first line of that
 * table that starts with it; duplicate keys are errors of the format itself.
 */
export function parseToml(text: string): ParsedConfig {
  try {
    return { root: convert(parse(text), { path: [], headers: headersOf(text) }), problems: [] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? '';
    return { problems: [{ reason: `not valid TOML: ${reason}`, line: error.line }] };
  }
}

interface Place {
  readonly path: readonly string[];
  readonly headers: ReadonlyMap<string, number>;
}

function convert(value: unknown, { path, headers }: Place): ConfigValue {
  const line = headers.get(path.join('.'));
  const at = line === undefined ? {} : { line };
  if (Array.isArray(value)) {
    return { kind: 'array', ...at, items: value.map((item) => convert(item, { path, headers })) };
  }
  if (value instanceof Date) return { kind: 'scalar', ...at, value: value.toJSON() };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]): ConfigEntry => {
      const converted = convert(inner, { path: [...path, key], headers });
      return { key, ...(converted.line !== undefined && { line: converted.line }), value: converted };
    });
    return { kind: 'object', ...at, entries };
  }
  if (typeof value === 'bigint') return { kind: 'scalar', ...at, value: Number(value) };
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', ...at, value: plain ? value : null };
}

/** Dotted path of every table and of every key below it → its first line. */
function headersOf(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let table = '';
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s{0,40}\[{1,2}([^\]\n]{1,300})\]/.exec(line)?.[1];
    const key = /^\s{0,40}("[^"\n]{1,200}"|[A-Za-z0-9_-]{1,200})\s{0,40}=/.exec(line)?.[1];
    if (header !== undefined) table = unquoted(header);
    const path = header !== undefined ? table : key && [table, unquoted(key)].filter(Boolean).join('.');
    if (path && !found.has(path)) found.set(path, index + 1);
  }
  return found;
}

function unquoted(words: string): string {
  return words.replace(/["'\s]/g, '');
}
