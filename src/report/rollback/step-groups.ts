import type { RollbackStep } from '../../assess/rollback/plan.ts';

/** Steps that follow each other and do the same to different things. */
export interface StepGroup {
  /** `Step 3`, or `Steps 4 to 24`. */
  readonly numbers: string;
  readonly steps: readonly [RollbackStep, ...RollbackStep[]];
}

/** @param first number of the first step, from 1 */
export function stepGroups(all: readonly RollbackStep[], first = 1): readonly StepGroup[] {
  const groups: [RollbackStep, ...RollbackStep[]][] = [];
  for (const step of all) {
    const last = groups.at(-1);
    if (last && isAlike(last[0], step)) last.push(step);
    else groups.push([step]);
  }
  let next = first;
  return groups.map((steps) => {
    const from = next;
    next += steps.length;
    return { numbers: steps.length === 1 ? `Step ${from}` : `Steps ${from} to ${next - 1}`, steps };
  });
}

/** All but what they are about, and why; steps with commands of their own stand alone. */
function isAlike(one: RollbackStep, other: RollbackStep): boolean {
  const words = ({ kind, title, changes, risk, check, undo, isOffered }: RollbackStep) =>
    JSON.stringify([kind, title, changes, risk, check, undo, isOffered]);
  return one.commands.length + other.commands.length === 0 && words(one) === words(other);
}
