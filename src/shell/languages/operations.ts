import type { Field } from '../field.ts';
import {
  choice,
  fieldOf,
  fieldText,
  knownText,
  originsOf,
  possible,
  text,
  truthOf,
  unknown,
  type Value,
} from './value.ts';

const mostPairs = 4;

type Operation = (left: Value, right: Value) => Value;

/** Operators that give a value which matters; all others give something that nobody knows. */
const operations: Readonly<Record<string, Operation>> = {
  join: joined,
  '.': joined,
  '..': joined,
  '~': joined,
  '+': (left, right) => {
    if (left.kind === 'list' && right.kind === 'list')
      return { kind: 'list', items: [...left.items, ...right.items] };
    if (left.kind === 'list')
      return { kind: 'list', items: [...left.items, unknown('item', originsOf(right))] };
    if (right.kind === 'list')
      return { kind: 'list', items: [unknown('item', originsOf(left)), ...right.items] };
    return isNumber(left) && isNumber(right) ? unknown('number') : joined(left, right);
  },
  '/': (left, right) => (isPath(left) || isPath(right) ? joinPaths(left, right) : unknown('number')),
  '%': (left, right) => formatted(left, right),
  or: (left, right) => (truthOf(left) === false ? right : choice([left, right])),
  and: (left, right) => (truthOf(left) === true ? right : choice([left, right])),
  '==': (left, right) => compared(left, right, true),
  '!=': (left, right) => compared(left, right, false),
  not: (value) => {
    const truth = truthOf(value);
    return truth === undefined ? unknown('condition') : boolean(!truth);
  },
};

/** @param operator one of those that nodes name; with one operand for `not` */
export function operate(operator: string, operands: readonly Value[]): Value {
  const [left = unknown(), right = unknown()] = operands;
  const operation = Object.hasOwn(operations, operator) ? operations[operator] : undefined;
  if (!operation)
    return unknown(
      'value',
      operands.flatMap((value) => originsOf(value)),
    );
  const isOpen = left.kind === 'choice' || right.kind === 'choice';
  if (operator === 'or' || operator === 'and' || !isOpen) return operation(left, right);
  const pairs = possible(left).flatMap((one) => possible(right).map((other) => [one, other] as const));
  return choice(pairs.slice(0, mostPairs).map(([one, other]) => operation(one, other)));
}

function boolean(value: boolean): Value {
  return { ...text(String(value)), type: 'number' };
}

function isNumber(value: Value): boolean {
  return value.kind === 'text' && value.type === 'number';
}

function isPath(value: Value): boolean {
  return value.kind === 'text' && value.type === 'path';
}

/** One text behind the other; a path stays one. */
function joined(left: Value, right: Value): Value {
  return fieldText(joinFields(fieldOf(left), fieldOf(right)), isPath(left) ? 'path' : 'text');
}

function joinFields(left: Field, right: Field): Field {
  if (left.text === '') return right;
  return {
    text: left.text + right.text,
    dynamic: left.dynamic || right.dynamic,
    glob: left.glob || right.glob,
    origins: [...new Set([...left.origins, ...right.origins])],
  };
}

/** As `os.path.join` and `path.join` do: what is absolute begins anew in the first, never in the second. */
export function joinPaths(left: Value, right: Value): Value {
  const [before, after] = [fieldOf(left), fieldOf(right)];
  if (before.text === '' || /^(?:\/|[a-z]:[\\/])/i.test(after.text))
    return fieldText({ ...after, origins: joinFields(before, after).origins }, 'path');
  const slash = before.text.endsWith('/') ? '' : '/';
  return fieldText(joinFields({ ...before, text: before.text + slash }, after), 'path');
}

/** A path that is known. */
export function pathText(written: string): Value {
  return fieldText({ text: written, dynamic: false, glob: false, origins: [] }, 'path');
}

/** The folder in which a path lies. */
export function folderOf(value: Value | undefined): Value {
  const field = fieldOf(value);
  const at = field.text.lastIndexOf('/');
  return fieldText({ ...field, text: at > 0 ? field.text.slice(0, at) : at === 0 ? '/' : '.' }, 'path');
}

function compared(left: Value, right: Value, isEqual: boolean): Value {
  const [one, other] = [knownText(left), knownText(right)];
  return one === undefined || other === undefined
    ? unknown('condition')
    : boolean((one === other) === isEqual);
}

/** `'%s/x' % name`. https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting */
function formatted(left: Value, right: Value): Value {
  if (left.kind !== 'text' || left.type === 'number') return unknown('number');
  return fillIn(left.field, /%[-+ #0-9.]*[a-zA-Z]/g, right.kind === 'list' ? right.items : [right]);
}

/** Puts values, in their order, where a pattern matches in a text. */
export function fillIn(template: Field, places: RegExp, values: readonly Value[]): Value {
  let next = 0;
  const used: Field[] = [];
  const filled = template.text.replace(places, (whole) => {
    const value = values[next];
    next += 1;
    if (!value) return whole;
    const field = fieldOf(value);
    used.push(field);
    return field.text;
  });
  return fieldText({
    text: filled,
    dynamic: template.dynamic || used.some(({ dynamic }) => dynamic),
    glob: template.glob,
    origins: [...new Set([template, ...used].flatMap(({ origins }) => origins))],
  });
}
