import type { Field } from './field.ts';
import { forkScope, type Scope, type Variable } from './scope.ts';
import type { CommandNode } from './syntax.ts';

const longestVariable = 8 * 1024;
const mostAlternatives = 3;

/** What a variable held, where a condition decides whether it holds something else now. */
export function possibleValues({ fields, alternatives = [] }: Variable): readonly Field[] {
  return [...fields.slice(0, 1), ...alternatives].slice(0, mostAlternatives);
}

/** One scope for each other value that a variable of the command may have. */
export function otherValues({ words }: CommandNode, scope: Scope): Scope[] {
  const names = new Set<string>();
  for (const { pieces } of words)
    for (const piece of pieces) if (piece.kind === 'variable') names.add(piece.name);
  return [...names].flatMap((name) =>
    (scope.variables.get(name)?.alternatives ?? []).map((field) => {
      const other = forkScope(scope, { certainty: scope.certainty === 'possible' ? 'possible' : 'likely' });
      other.variables.set(name, { fields: [field], origins: field.origins });
      return other;
    }),
  );
}

/** Longer values are cut, and no more known. */
export function shortened(field: Field): Field {
  if (field.text.length <= longestVariable) return field;
  return { ...field, text: field.text.slice(0, longestVariable), dynamic: true };
}
