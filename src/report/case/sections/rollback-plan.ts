import type { CaseReport } from '../../../assess/case-report.ts';
import type { RollbackStep } from '../../../assess/rollback/plan.ts';
import { lostList, stepFacts } from '../../rollback/step-facts.ts';
import { visible } from '../../sanitize.ts';

/** The safest way back, cheapest first. */
export function rollbackPlan({ plan }: CaseReport): string {
  const { steps, lost, unknown } = plan;
  if (steps.length + lost.length + unknown.length === 0) return '';
  const parts = [
    '## Rollback plan',
    'Nothing here was executed. Run the steps in order; each says how to check and undo it.',
  ];
  parts.push(...steps.map(step));
  if (lost.length > 0) parts.push('### Lost for good', lostList(lost));
  if (unknown.length > 0) parts.push('### Not known', unknown.map((text) => `- ${visible(text)}`).join('\n'));
  return parts.join('\n\n');
}

function step(given: RollbackStep, index: number): string {
  const { title, kind, commands } = given;
  return [`### Step ${index + 1} (${kind}): ${title}`, commandBlock(commands), stepFacts(given)]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Indented code: no fence that a file name could close. */
function commandBlock(commands: readonly string[]): string {
  return commands.map((command) => `    ${visible(command)}`).join('\n');
}
