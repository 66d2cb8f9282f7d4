import { arrayOf, elementOf, keyAt, withElement } from './array-elements.ts';
import { expandToOne, expandWord } from './expand.ts';
import type { Field } from './field.ts';
import { noteHistory } from './history.ts';
import type { Machine } from './machine.ts';
import type { Scope, Variable } from './scope.ts';
import type { Assignment } from './syntax.ts';
import { possibleValues, shortened } from './variable-values.ts';

/** Gives a variable of the shell, or an element of an array, its value. */
export function assign(assignment: Assignment, scope: Scope, machine: Machine): void {
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
  if (keyed.some(({ key }) => key)) scope.variables.set(name, arrayOf(keyed, scope, machine));
  else assignWhole({ assignment, name, known }, scope, machine);
}

interface Whole {
  readonly assignment: Assignment;
  readonly name: string;
  readonly known: Variable | undefined;
}

function assignWhole({ assignment, name, known }: Whole, scope: Scope, machine: Machine): void {
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
