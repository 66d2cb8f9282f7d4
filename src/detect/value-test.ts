import { BlockList, isIP } from 'node:net';
import type { EventView } from './event-view.ts';
import type { Modifier } from './modifiers.ts';
import { compileRegex } from './regex/compile-regex.ts';
import { fail, type SourceScalar } from './source-node.ts';
import { base64, base64AtEveryOffset, utf16Encodings } from './text/encodings.ts';
import type { NeededTexts } from './text/needed-texts.ts';
import {
  compilePattern,
  isPlain,
  longestText,
  type Pattern,
  parsePattern,
  wildcards,
  withAnyDash,
} from './text/pattern.ts';

/** Compares one value of a field with one value of a query. */
export interface ValueTest {
  readonly test: (exact: string, lower: string, event: EventView) => boolean;
  readonly needs: NeededTexts;
  /** The only text in lower case for which the test holds, where there is just one. */
  readonly equals?: string;
}

/** A value of a query and the modifiers of its field. */
export interface Wanted {
  readonly value: SourceScalar;
  readonly modifiers: readonly Modifier[];
}

/** Plain comparison of texts, with Sigma's wildcards. A value gives several tests where its encoding does. */
export function textTests(wanted: Wanted): ValueTest[] {
  return textPatterns(wanted).map((pattern) => patternTest(pattern, wanted.modifiers));
}

function patternTest(given: Pattern, modifiers: readonly Modifier[]): ValueTest {
  const placed = place(given, modifiers);
  const lowered = placed.map((piece) => (typeof piece === 'string' ? piece.toLowerCase() : piece));
  const needed = longestText(lowered);
  const needs = needed === '' ? undefined : [needed];
  const matches = compilePattern(modifiers.includes('cased') ? placed : lowered);
  if (modifiers.includes('cased')) return { test: (exact) => matches(exact), needs };
  const [only = ''] = lowered;
  const isWord = lowered.length <= 1 && typeof only === 'string';
  return { test: (_exact, lower) => matches(lower), needs, ...(isWord && { equals: only }) };
}

function place(pattern: Pattern, modifiers: readonly Modifier[]): Pattern {
  const before = modifiers.includes('contains') || modifiers.includes('endswith') ? [wildcards.any] : [];
  const after = modifiers.includes('contains') || modifiers.includes('startswith') ? [wildcards.any] : [];
  return [...before, ...pattern, ...after].filter(
    (piece, index, all) => piece !== wildcards.any || all[index - 1] !== wildcards.any,
  );
}

function textPatterns({ value, modifiers }: Wanted): Pattern[] {
  const pattern = parsePattern(String(value.value));
  const encodes = modifiers.some((modifier) => /^(?:base64|utf16|wide)/.test(modifier));
  if (!encodes) return [modifiers.includes('windash') ? withAnyDash(pattern) : pattern];
  if (!isPlain(pattern)) return fail(value, 'a value that is encoded cannot have wildcards');
  return encoded(pattern.join(''), modifiers).map((text) => [text]);
}

function encoded(plain: string, modifiers: readonly Modifier[]): string[] {
  const wide = (Object.keys(utf16Encodings) as (keyof typeof utf16Encodings)[]).find((name) =>
    modifiers.includes(name),
  );
  const text = wide ? utf16Encodings[wide](plain) : plain;
  if (modifiers.includes('base64offset')) return base64AtEveryOffset(text, wide !== undefined);
  return [modifiers.includes('base64') ? base64(text, wide !== undefined) : text];
}

export function regexTest({ value, modifiers }: Wanted): ValueTest {
  const flags = {
    ignoreCase: modifiers.includes('i'),
    multiLine: modifiers.includes('m'),
    dotAll: modifiers.includes('s'),
  };
  try {
    const { test, needs } = compileRegex(String(value.value), flags);
    return { test: (exact) => test(exact), needs };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'RegexError') throw error;
    return fail(value, `the regular expression ${error.message}`);
  }
}

const relations = {
  lt: (a: number, b: number) => a < b,
  lte: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  gte: (a: number, b: number) => a >= b,
} as const;

/** Numbers, and numbers taken from a date: `hour`, `day`, … Without a relation they must be equal. */
export function numberTest({ value, modifiers }: Wanted): ValueTest {
  const limit = Number(value.value);
  if (typeof value.value === 'boolean' || String(value.value).trim() === '' || Number.isNaN(limit)) {
    return fail(value, `a number is expected, not ${JSON.stringify(value.value)}`);
  }
  const relation = (Object.keys(relations) as (keyof typeof relations)[]).find((name) =>
    modifiers.includes(name),
  );
  const holds = relation ? relations[relation] : (a: number, b: number) => a === b;
  const part = (Object.keys(dateParts) as (keyof typeof dateParts)[]).find((name) =>
    modifiers.includes(name),
  );
  const read = part ? (text: string) => dateParts[part](new Date(text)) : toNumber;
  return { test: (exact) => holds(read(exact), limit), needs: undefined };
}

/** NaN, which holds no relation, for what is no number. */
function toNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** In UTC. An invalid date gives NaN. */
const dateParts = {
  minute: (date: Date) => date.getUTCMinutes(),
  hour: (date: Date) => date.getUTCHours(),
  day: (date: Date) => date.getUTCDate(),
  week: isoWeek,
  month: (date: Date) => date.getUTCMonth() + 1,
  year: (date: Date) => date.getUTCFullYear(),
} as const;

const dayMs = 86_400_000;

function isoWeek(date: Date): number {
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * dayMs);
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - yearStart) / (7 * dayMs)) + 1;
}

export function networkTest({ value }: Wanted): ValueTest {
  const [address = '', prefix = ''] = String(value.value).split('/');
  const family = isIP(address);
  const longest = family === 6 ? 128 : 32;
  if (family === 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > longest) {
    return fail(value, `not a network: ${value.value}`);
  }
  const network = new BlockList();
  network.addSubnet(address, Number(prefix), family === 6 ? 'ipv6' : 'ipv4');
  return {
    test: (exact) => isIP(exact) !== 0 && network.check(exact, isIP(exact) === 6 ? 'ipv6' : 'ipv4'),
    needs: undefined,
  };
}

/** Compares with another field of the same event. */
export function referenceTest({ value, modifiers }: Wanted): ValueTest {
  const field = String(value.value);
  const compare = modifiers.includes('contains')
    ? (a: string, b: string) => a.includes(b)
    : modifiers.includes('startswith')
      ? (a: string, b: string) => a.startsWith(b)
      : modifiers.includes('endswith')
        ? (a: string, b: string) => a.endsWith(b)
        : (a: string, b: string) => a === b;
  const cased = modifiers.includes('cased');
  return {
    test: (exact, lower, event) => {
      const others = event.texts(field);
      if (!others) return false;
      return cased
        ? others.exact.some((other) => compare(exact, other))
        : others.lower.some((other) => compare(lower, other));
    },
    needs: undefined,
  };
}
