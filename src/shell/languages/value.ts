import { type Field, plainField } from '../field.ts';
import type { Origin } from '../stream.ts';
import type { Names } from './names.ts';
import type { ClassNode, FunctionNode } from './syntax.ts';

/** What a piece of code may stand for, as far as the code itself tells. */
export type Value = Single | Choice;
export type Single = Text | List | Table | Routine | Class | Thing;

/** Text, a path, a number. What is not known of it stands in the field as `$name`. */
export interface Text {
  readonly kind: 'text';
  readonly field: Field;
  /** `text`, `number`, `path`: whose methods it has. */
  readonly type: string;
}

export interface List {
  readonly kind: 'list';
  readonly items: Value[];
  /** Some items may not be there: they were put in behind a condition. */
  isOpen?: boolean;
}

/** A dictionary, an object of a class of the code itself, the names of a file of code. */
export interface Table {
  readonly kind: 'table';
  readonly entries: Map<string, Value>;
  /** Whose methods it has. */
  readonly of?: Class;
}

/** A function of the code itself. */
export interface Routine {
  readonly kind: 'routine';
  readonly node: FunctionNode;
  readonly names: Names<Value>;
  /** The object on which it was looked up. */
  readonly self?: Value;
}

export interface Class {
  readonly kind: 'class';
  readonly node: ClassNode;
  readonly members: ReadonlyMap<string, Value>;
  readonly base?: Value;
}

/** Something of a library, by the way that leads to it: `shutil.rmtree`, `boto3.client().delete_bucket`. */
export interface Thing {
  readonly kind: 'thing';
  readonly name: string;
  /** What it is about: the host of a connection, the path of an open file, the name of a bucket. */
  readonly subject?: Field;
  readonly origins: readonly Origin[];
  /** The object on which it was looked up. */
  readonly receiver?: Value;
}

/** One of these, by a condition that the code does not decide. */
export interface Choice {
  readonly kind: 'choice';
  readonly values: readonly Single[];
}

const mostChoices = 4;
const longestText = 8 * 1024;

export function text(written: string, origins: readonly Origin[] = []): Text {
  return { kind: 'text', field: plainField(written, origins), type: 'text' };
}

export function fieldText(field: Field, type = 'text'): Text {
  if (field.text.length <= longestText) return { kind: 'text', field, type };
  return { kind: 'text', field: { ...field, text: field.text.slice(0, longestText), dynamic: true }, type };
}

/** Nobody knows what. @param name under which it stands in texts */
export function unknown(name = 'value', origins: readonly Origin[] = []): Thing {
  return { kind: 'thing', name, origins };
}

export function list(items: Value[]): List {
  return { kind: 'list', items };
}

/** A list of which some items may not be there. */
export function openList(items: Value[]): List {
  return { kind: 'list', items, isOpen: true };
}

/** One of several, each once as far as that is cheap to tell. */
export function choice(values: readonly Value[]): Value {
  const [first] = values;
  if (values.length === 1 && first) return first;
  const distinct: Single[] = [];
  for (const value of values) {
    if (value.kind !== 'choice') addDistinct(distinct, value);
    else for (const one of value.values) addDistinct(distinct, one);
  }
  const [only] = distinct;
  if (distinct.length === 1 && only) return only;
  return distinct.length === 0 ? unknown() : { kind: 'choice', values: distinct };
}

/** Of equal ones the last stays, in the place of the first. Texts may be long, and most differ in length. */
function addDistinct(distinct: Single[], value: Single): void {
  const known = distinct.findIndex((one) => isEqual(one, value));
  if (known !== -1) distinct[known] = value;
  else if (distinct.length < mostChoices) distinct.push(value);
}

function isEqual(one: Single, other: Single): boolean {
  if (one.kind !== 'text' || other.kind !== 'text') return one === other;
  return one.type === other.type && one.field.text === other.field.text;
}

/** Each thing that a value may be. */
export function possible(value: Value): readonly Single[] {
  return value.kind === 'choice' ? value.values : [value];
}

const noOrigins: readonly Origin[] = [];

/** Where what is in a value comes from. */
export function originsOf(value: Value | undefined, depth = 0): readonly Origin[] {
  if (value === undefined || depth > 4) return noOrigins;
  switch (value.kind) {
    case 'text':
      return value.field.origins;
    case 'thing':
      return value.origins;
    case 'list':
      return joined(value.items, depth);
    case 'table':
      return joined(value.entries.values(), depth);
    case 'choice':
      return joined(value.values, depth);
    default:
      return noOrigins;
  }
}

/** Of the first hundred values. Most code touches nothing that comes from somewhere: then nothing is made. */
function joined(values: Iterable<Value>, depth: number): readonly Origin[] {
  let found: Set<Origin> | undefined;
  let left = mostLookedAt;
  for (const value of values) {
    if (left === 0) break;
    left -= 1;
    const origins = originsOf(value, depth + 1);
    if (origins.length === 0) continue;
    found ??= new Set();
    for (const origin of origins) found.add(origin);
  }
  return found ? [...found] : noOrigins;
}

const mostLookedAt = 100;

/** A value as text; `$name` and dynamic where it is not known. */
export function fieldOf(value: Value | undefined): Field {
  if (value?.kind === 'text') return value.field;
  const [first] = value?.kind === 'choice' ? value.values : [];
  if (first) return { ...fieldOf(first), dynamic: true };
  const name = value?.kind === 'thing' ? (value.name.match(/\w+/g)?.at(-1) ?? 'value') : 'value';
  return { text: `$${name}`, dynamic: true, glob: false, origins: originsOf(value) };
}

/** Every text that a value may be. */
export function fieldsOf(value: Value | undefined): readonly Field[] {
  return value === undefined ? [] : possible(value).map(fieldOf);
}

/** The text of a value where all of it is known. */
export function knownText(value: Value | undefined): string | undefined {
  return value?.kind === 'text' && !value.field.dynamic ? value.field.text : undefined;
}

const falses: ReadonlySet<string> = new Set(['false', 'null', '0', '0.0', '']);

/** Whether a condition holds; undefined where the code does not tell. */
export function truthOf(value: Value): boolean | undefined {
  if (value.kind === 'list') return undefined;
  const known = knownText(value);
  if (known === undefined) return undefined;
  return value.kind === 'text' && value.type === 'text' ? known !== '' : !falses.has(known);
}

/** What a loop over a value gives: items of a list, keys of a table, else one thing that nobody knows. */
export function itemsOf(value: Value): readonly Value[] {
  return possible(value).flatMap((one): readonly Value[] => {
    if (one.kind === 'list') return one.items;
    if (one.kind === 'table' && !one.of) return [...one.entries.keys()].map((key) => text(key));
    return [one.kind === 'thing' ? { ...one, name: `${one.name}[]` } : unknown('item', originsOf(one))];
  });
}
