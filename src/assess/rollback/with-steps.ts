import type { RollbackPlan, RollbackStep } from './plan.ts';
import { removalTitle } from './reach-steps.ts';

/** What can be undone comes before what cannot, and before what reaches other machines. */
export function withSteps(plan: RollbackPlan, more: readonly RollbackStep[]): RollbackPlan {
  const isLast = ({ kind }: RollbackStep) => kind === 'credentials' || kind === 'remote';
  // What one of these steps takes out needs no step that only says to look at it.
  const commands = more.flatMap((step) => step.commands);
  const isCovered = ({ title, subject }: RollbackStep) =>
    title === removalTitle && subject !== undefined && commands.some((command) => command.includes(subject));
  const steps = plan.steps.filter((step) => !isCovered(step));
  return {
    ...plan,
    steps: [...steps.filter((step) => !isLast(step)), ...more, ...steps.filter(isLast)],
  };
}
