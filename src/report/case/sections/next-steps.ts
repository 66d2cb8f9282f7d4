import type { CaseReport } from '../../../assess/case-report.ts';

export function nextSteps({ nextSteps: steps }: CaseReport): string {
  if (steps.length === 0) return '';
  const lines = steps.map(({ what, why }, index) => `${index + 1}. **${what}** ${why}`);
  return ['## What to do now', lines.join('\n')].join('\n\n');
}
