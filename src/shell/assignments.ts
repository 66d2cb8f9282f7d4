import { runByEnvironment } from './environment.ts';
import { expandToOne, expandWord } from './expand.ts';
import { noteHistory } from './history.ts';
import type { Machine } from './machine.ts';
import type { Scope } from './scope.ts';
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

/** What a name stands for from now on; where that is only perhaps so, it keeps its other values. */
export function assign(
  { name: given, value, elements, append }: Assignment,
  { scope, machine }: Place,
): void {
  const name = scope.variables.get(given)?.reference ?? given;
  const known = scope.variables.get(name);
  if (known?.isReadonly) return;
  const fields = elements
    ? elements.flatMap((element) => expandWord(element, scope, machine))
    : [expandToOne(value, scope, machine)];
  const before = append ? (known?.fields ?? []) : [];
  const [last] = before;
  const [next] = fields;
  const all =
    append && !elements && last && next ? [{ ...next, text: last.text + next.text }] : [...before, ...fields];
  const origins = [...new Set(all.flatMap((field) => field.origins))];
  noteHistory(machine.analysis, { name, value: all[0]?.text, scope });
  const alternatives = scope.conditional && known && !append ? possibleValues(known) : [];
  scope.variables.set(name, {
    fields: all.map(shortened),
    origins,
    ...(alternatives.length > 0 && { alternatives }),
  });
}
