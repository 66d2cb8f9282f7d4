import { isEnvironment, setEnvironment } from './environment.ts';
import type { Evaluation } from './evaluation.ts';
import { memberOf } from './member.ts';
import type { Names } from './names.ts';
import type { Node } from './syntax.ts';
import { choice, knownText, unknown, type Value } from './value.ts';

interface Assigned {
  readonly value: Value;
  readonly names: Names<Value>;
  /** Makes a new name instead of changing one further out. */
  readonly isDeclared: boolean;
  /** It holds, even where the evaluator is inside of a condition. */
  readonly isCertain?: boolean;
}

/** Gives a value to a name, to a member, or its parts to the names of a pattern. */
export function assign(evaluator: Evaluation, target: Node, given: Assigned): void {
  const { value, names } = given;
  if (target.kind === 'name') assignName(evaluator, target.name, given);
  else if (target.kind === 'member') assignMember(evaluator, target, given);
  else if (target.kind === 'list') {
    for (const [index, { value: inner }] of target.items.entries())
      assign(evaluator, inner, { ...given, value: itemAt(value, index) });
  } else if (target.kind === 'table') {
    for (const { name, value: inner } of target.entries) {
      const part = name ? memberOf(evaluator, value, evaluator.value(name, names)) : value;
      assign(evaluator, inner, { ...given, value: part });
    }
  } else if (target.kind === 'assignment') assign(evaluator, target.target, given);
}

function assignName(
  evaluator: Evaluation,
  name: string,
  { value, names, isDeclared, isCertain }: Assigned,
): void {
  if (isDeclared) {
    names.declare(name, value);
    return;
  }
  const known = names.get(name);
  const both = evaluator.isConditional && !isCertain && known !== undefined;
  names.assign(name, both ? choice([value, known]) : value);
}

function assignMember(
  evaluator: Evaluation,
  { object, key }: Extract<Node, { kind: 'member' }>,
  { value, names }: Assigned,
): void {
  const holder = evaluator.value(object, names);
  const name = evaluator.value(key, names);
  const index = knownText(name);
  if (holder.kind === 'table' && index !== undefined) holder.entries.set(index, value);
  else if (holder.kind === 'thing' && index !== undefined && isEnvironment(holder.name))
    setEnvironment(evaluator, index, value);
  else if (holder.kind === 'list' && Number(index) < holder.items.length) holder.items[Number(index)] = value;
}

function itemAt(value: Value, index: number): Value {
  if (value.kind === 'list') return value.items[index] ?? value.items.at(-1) ?? unknown();
  if (value.kind === 'choice') return choice(value.values.map((one) => itemAt(one, index)));
  return value.kind === 'thing' ? { ...value, name: `${value.name}[]` } : unknown();
}
