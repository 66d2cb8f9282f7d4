import { isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { StrictSchema } from './case-file-schema.ts';

/** The first thing that is wrong, with the node at which it stands. */
export interface NodeProblem {
  readonly node: unknown;
  readonly text: string;
}

type OfType<Type extends StrictSchema['type']> = Extract<StrictSchema, { readonly type: Type }>;

/** @returns undefined where the node is what the schema says; aliases are refused as anything else that is not written out */
export function checkNode(node: unknown, schema: StrictSchema, name: string): NodeProblem | undefined {
  if (schema.type === 'object')
    return isMap(node) ? checkMap(node, schema, name) : wrong(node, name, 'a map of keys');
  if (schema.type === 'array')
    return isSeq(node) ? checkList(node, schema, name) : wrong(node, name, 'a list');
  return checkText(node, schema, name);
}

function wrong(node: unknown, name: string, expected: string): NodeProblem {
  return { node, text: `${name} has to be ${expected}` };
}

function checkMap(
  map: YAMLMap,
  { properties, required }: OfType<'object'>,
  name: string,
): NodeProblem | undefined {
  for (const pair of map.items) {
    const key = keyOf(pair);
    const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const keys = Object.keys(properties).join(', ');
    if (!schema) return { node: pair.key, text: `unknown key: ${key}; ${name} has ${keys}` };
    const problem = checkNode(pair.value, schema, key);
    if (problem) return problem.node === null ? { ...problem, node: pair.key } : problem;
  }
  const missing = required.find((key) => !map.has(key));
  return missing === undefined ? undefined : { node: map, text: `${name} has no ${missing}` };
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}

function checkList(seq: YAMLSeq, { items }: OfType<'array'>, name: string): NodeProblem | undefined {
  for (const item of seq.items) {
    const problem = checkNode(item, items, `an entry of ${name}`);
    if (problem) return problem;
  }
  return undefined;
}

function checkText(
  node: unknown,
  { maxLength, enum: allowed, pattern }: OfType<'string'>,
  name: string,
): NodeProblem | undefined {
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return wrong(node, name, 'a text');
  if (value.length > maxLength) return wrong(node, name, `shorter than ${maxLength} characters`);
  if (allowed && !allowed.includes(value)) return wrong(node, name, `one of ${allowed.join(', ')}`);
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value))
    return wrong(node, name, `of the form ${pattern}`);
  return undefined;
}
