import type { StrictSchema } from '../../../evidence/case-file/case-file-schema.ts';

type OfType<Type extends StrictSchema['type']> = Extract<StrictSchema, { readonly type: Type }>;

/** What is wrong with a value, by the schema that the program reads case files with; undefined where nothing is. */
export function problemIn(value: unknown, schema: StrictSchema, name: string): string | undefined {
  if (schema.type === 'object') return problemInObject(value, schema, name);
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return `${name} has to be a list`;
    return first(value, (item: unknown) => problemIn(item, schema.items, `an entry of ${name}`));
  }
  return problemInText(value, schema, name);
}

function problemInObject(
  value: unknown,
  { properties, required }: OfType<'object'>,
  name: string,
): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `${name} has to be a map of keys`;
  const missing = required.find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) return `${name} has no ${missing}`;
  return first(Object.entries(value), ([key, inner]) => {
    const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    return schema ? problemIn(inner, schema, key) : `unknown key: ${key}`;
  });
}

function problemInText(
  value: unknown,
  { maxLength, enum: allowed, pattern }: OfType<'string'>,
  name: string,
): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return `${name} has to be a text`;
  if (value.length > maxLength) return `${name} has to be shorter than ${maxLength} characters`;
  if (allowed && !allowed.includes(value)) return `${name} has to be one of ${allowed.join(', ')}`;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value))
    return `${name} has to be of the form ${pattern}`;
  return undefined;
}

function first<Item>(
  items: readonly Item[],
  problemOf: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
