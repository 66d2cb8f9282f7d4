import { type Field, plainField } from './field.ts';
import type { Scope, Variable } from './scope.ts';
import type { Piece, Word } from './syntax.ts';

/** What one element of an array in parentheses says. */
export interface Element {
  /** Of `[key]=value`. */
  readonly key?: Word;
  readonly value: Word;
}

/** `[key]=value` in two. https://www.gnu.org/software/bash/manual/html_node/Arrays.html */
export function elementOf(word: Word): Element {
  if (!word.text.startsWith('[')) return { value: word };
  const at = word.pieces.findIndex((piece) => piece.kind === 'text' && piece.text.includes(']='));
  const middle = word.pieces[at];
  if (middle?.kind !== 'text') return { value: word };
  const end = middle.text.indexOf(']=');
  const key = [...word.pieces.slice(0, at), { ...middle, text: middle.text.slice(0, end) }];
  const [first, ...others] = key;
  if (first?.kind !== 'text') return { value: word };
  const rest = middle.text.slice(end + 2);
  const head: readonly Piece[] = rest === '' ? [] : [{ ...middle, text: rest }];
  return {
    key: { ...word, pieces: [{ ...first, text: first.text.slice(1) }, ...others] },
    value: { ...word, pieces: [...head, ...word.pieces.slice(at + 1)] },
  };
}

/** The keys of all elements: as they were given, else their numbers. */
function keysOf({ keys, fields }: Variable): readonly string[] {
  return keys ?? fields.map((_, index) => String(index));
}

/** The variable with one element more, or another in its place. */
export function withElement(variable: Variable | undefined, key: string, field: Field): Variable {
  const before: Variable = variable ?? { fields: [], origins: [] };
  const keys = keysOf(before);
  const at = keys.indexOf(key);
  const origins = [...new Set([...before.origins, ...field.origins])];
  if (at !== -1) return { ...before, fields: before.fields.with(at, field), origins };
  return { ...before, fields: [...before.fields, field], keys: [...keys, key], origins };
}

/**
 * The place that an index means. Where the array has no such key, a name stands for the number that it holds.
 * @returns undefined where that is not known
 */
export function keyAt(variable: Variable | undefined, index: Field, scope: Scope): string | undefined {
  const { text, dynamic } = index;
  if (dynamic) return undefined;
  const keys = variable ? keysOf(variable) : [];
  if (keys.includes(text)) return text;
  if (/^-\d+$/.test(text)) return keys.at(Number(text)) ?? text;
  const [held] =
    variable?.keys || !/^[a-z_]\w*$/i.test(text) ? [] : (scope.variables.get(text)?.fields ?? []);
  if (held) return held.dynamic ? undefined : held.text;
  return variable?.keys || /^[\w.-]+$/.test(text) ? text : undefined;
}

/** The element that an index means: none where there is none; undefined where that is not known. */
export function elementsAt(variable: Variable, index: Field, scope: Scope): readonly Field[] | undefined {
  if (index.text === '@' || index.text === '*') return variable.fields;
  const key = keyAt(variable, index, scope);
  if (key === undefined) return undefined;
  const field = variable.fields[keysOf(variable).indexOf(key)];
  return field ? [field] : [];
}

export function keyFields(variable: Variable): readonly Field[] {
  return keysOf(variable).map((key) => plainField(key));
}
