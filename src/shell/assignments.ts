import { type Element, elementOf, keyAt, withElement } from './array-elements.ts';
import { runByEnvironment } from './environment.ts';
import { expandToOne, expandWord } from './expand.ts';
import type { Field } from './field.ts';
import { noteHistory } from './history.ts';
import type { Machine } from './machine.ts';
import type { Scope, Variable } from './scope.ts';
import type { Stream } from './stream.ts';
import type { Assignment } from './syntax.ts';
import { possibleValues, shortened } from './variable-values.ts';

/** Where a name gets its value, and what runs the substitutions in it. */
interface Place {
  readonly scope: Scope;
  readonly machine: Machine;
}

/** `IFS= read line`: what stands before a command holds for it alone, and what it sets stays. */
export function withAssignments(
  assignments: readonly Assignment[],
  { scope, machine }: Place,
  run: () => Stream,
): Stream {
  if (assignments.length === 0) return run();
  const before = assignments.map(({ name }) => [name, scope.variables.get(name)] as const);
  for (const assignment of assignments) assign(assignment, { scope, machine });
  for (const { name } of assignments) runByEnvironment(name, scope, machine);
  const output = run();
  for (const [name, value] of before) {
    if (value) scope.variables.set(name, value);
    else scope.variables.delete(name);
  }
  return output;
}

/** What a name, or an element of an array, stands for from now on. */
export function assign(assignment: Assignment, { scope, machine }: Place): void {
  const name = scope.variables.get(assignment.name)?.reference ?? assignment.name;
  const known = scope.variables.get(name);
  if (known?.isReadonly) return;
  const { index, elements = [] } = assignment;
  if (index) {
    const key = keyAt(known, expandToOne(index, scope, machine), scope) ?? index.text;
    const field = shortened(expandToOne(assignment.value, scope, machine));
    scope.variables.set(name, withElement(known, key, field));
    return;
  }
  const keyed = elements.map(elementOf);
  if (keyed.some(({ key }) => key)) scope.variables.set(name, arrayOf(keyed, { scope, machine }));
  else assignWhole({ assignment, name, known }, { scope, machine });
}

/** An array as its elements say, each under its key. */
function arrayOf(elements: readonly Element[], { scope, machine }: Place): Variable {
  let array: Variable = { fields: [], keys: [], origins: [] };
  for (const { key, value } of elements) {
    const name = key && expandToOne(key, scope, machine).text;
    array = withElement(array, name ?? String(array.fields.length), expandToOne(value, scope, machine));
  }
  return array;
}

interface Whole {
  readonly assignment: Assignment;
  readonly name: string;
  readonly known: Variable | undefined;
}

/** Where that is only perhaps so, it keeps its other values. */
function assignWhole({ assignment, name, known }: Whole, { scope, machine }: Place): void {
  const { value, elements, append } = assignment;
  const fields = elements
    ? elements.flatMap((element) => expandWord(element, scope, machine))
    : [expandToOne(value, scope, machine)];
  const all = append ? appended(known?.fields ?? [], fields, elements !== undefined) : fields;
  const origins = [...new Set(all.flatMap((field) => field.origins))];
  noteHistory(machine.analysis, { name, value: all[0]?.text, scope });
  const alternatives = scope.conditional && known && !append ? possibleValues(known) : [];
  scope.variables.set(name, {
    fields: all.map(shortened),
    origins,
    ...(alternatives.length > 0 && { alternatives }),
  });
}

/** `A+=text` lengthens the text, `A+=( … )` the array. */
function appended(before: readonly Field[], fields: readonly Field[], isArray: boolean): readonly Field[] {
  const [last] = before;
  const [next] = fields;
  if (!isArray && last && next) return [{ ...next, text: last.text + next.text }];
  return [...before, ...fields];
}
