/** What an expression comes to: a text, a list, or bytes. Numbers are kept as they are written. */
export type Value = string | readonly Value[] | Uint8Array;

const mostItems = 4096;

export function listOf(value: Value): readonly Value[] {
  return typeof value === 'string' || value instanceof Uint8Array ? [value] : value;
}

/** Only texts, or nothing. */
export function textsOf(value: Value): readonly string[] | undefined {
  const all = listOf(value);
  const texts = all.filter((one) => typeof one === 'string');
  return texts.length === all.length ? texts : undefined;
}

type Operator = (left: Value, right: Value) => Value | undefined;

const onTexts =
  (operate: (left: readonly string[], right: readonly string[]) => Value): Operator =>
  (left, right) => {
    const [lefts, rights] = [textsOf(left), textsOf(right)];
    return lefts && rights ? operate(lefts, rights) : undefined;
  };

const replaces = onTexts((lefts, [pattern = '', by = '']) => {
  const isPlain = !/[\\^$.*+?()[\]{}|]/.test(pattern);
  const replaced = lefts.map((text) => (isPlain ? text.replaceAll(pattern, () => by) : text));
  return replaced.length === 1 ? (replaced[0] ?? '') : replaced;
});

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_operators, on texts that are known. */
export const operators: Readonly<Record<string, Operator>> = {
  '+': (left, right) => {
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    return typeof left === 'string' ? undefined : [...listOf(left), ...listOf(right)];
  },
  '-join': onTexts((lefts, [by = '']) => lefts.join(by)),
  '-split': onTexts((lefts, [by = ' ']) => lefts.flatMap((text) => text.split(by))),
  '-replace': replaces,
  '-f': onTexts(([format = ''], values) =>
    format.replace(/\{(\d{1,3})\}/g, (whole, at: string) => values[Number(at)] ?? whole),
  ),
  '..': onTexts(([from = '0'], [to = '0']) => range(Number(from), Number(to))),
};

function range(from: number, to: number): readonly string[] {
  const count = Math.min(Math.abs(to - from) + 1, mostItems);
  const step = from <= to ? 1 : -1;
  return Number.isFinite(count) ? Array.from({ length: count }, (_, at) => String(from + at * step)) : [];
}

/** Elements of a list, or characters of a text. */
export function elementAt(value: Value, index: Value): Value | undefined {
  const items = typeof value === 'string' ? [...value] : listOf(value);
  const found = textsOf(index)?.map((at) => items.at(Number(at)));
  const known = found?.filter((one) => one !== undefined);
  if (!found || known?.length !== found.length) return undefined;
  return found.length === 1 ? found[0] : known;
}

type Method = (value: string, given: readonly string[]) => Value;

const methods: Readonly<Record<string, Method>> = {
  replace: (text, [from = '', by = '']) => (from === '' ? text : text.replaceAll(from, () => by)),
  tolower: (text) => text.toLowerCase(),
  toupper: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  tostring: (text) => text,
  substring: (text, [from = '0', length]) =>
    text.substring(Number(from), length === undefined ? text.length : Number(from) + Number(length)),
  tochararray: (text) => [...text],
  split: (text, [by = ' ']) => text.split(by),
  insert: (text, [at = '0', by = '']) => text.slice(0, Number(at)) + by + text.slice(Number(at)),
  remove: (text, [from = '0', count]) =>
    text.slice(0, Number(from)) + (count === undefined ? '' : text.slice(Number(from) + Number(count))),
};

/** https://learn.microsoft.com/dotnet/api/system.string */
export function methodOf(value: Value, name: string, given: readonly Value[]): Value | undefined {
  const method = Object.hasOwn(methods, name.toLowerCase()) ? methods[name.toLowerCase()] : undefined;
  const texts = textsOf(given);
  return method && texts && typeof value === 'string' ? method(value, texts) : undefined;
}

/** `[char]73`, `[char[]](73,69)`. */
export function cast(type: string, value: Value): Value | undefined {
  const texts = textsOf(value);
  if (!texts || !/^char(?:\[\])?$/i.test(type))
    return /^(?:string|object|array)/i.test(type) ? value : undefined;
  const characters = texts.flatMap((text) =>
    /^(?:0x[\da-f]+|\d+)$/i.test(text) ? [String.fromCharCode(Number(text))] : [...text],
  );
  return /\[\]$/.test(type) ? characters : characters[0];
}

type Static = (given: readonly Value[]) => Value | undefined;

const decodes =
  (encoding: 'utf8' | 'utf16le' | 'latin1'): Static =>
  ([bytes]) =>
    bytes instanceof Uint8Array ? Buffer.from(bytes).toString(encoding) : undefined;

/** Methods of types, by their last names. https://learn.microsoft.com/dotnet/api/system.text.encoding */
const statics: Readonly<Record<string, Static>> = {
  'string.join': ([by, ...items]) => {
    const [separator, texts] = [by && textsOf(by)?.[0], textsOf(items.flatMap(listOf))];
    return separator !== undefined && texts ? texts.join(separator) : undefined;
  },
  'string.concat': (given) => textsOf(given.flatMap(listOf))?.join(''),
  'convert.frombase64string': ([text]) =>
    typeof text === 'string' ? Buffer.from(text, 'base64') : undefined,
  'encoding.utf8.getstring': decodes('utf8'),
  'encoding.ascii.getstring': decodes('latin1'),
  'encoding.default.getstring': decodes('latin1'),
  'encoding.unicode.getstring': decodes('utf16le'),
  'path.combine': (given) => textsOf(given)?.join('\\'),
};

/** @param name `Type.Method` or `Type.Property.Method` */
export function staticOf(name: string, given: readonly Value[]): Value | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(statics, lower) ? statics[lower]?.(given) : undefined;
}
