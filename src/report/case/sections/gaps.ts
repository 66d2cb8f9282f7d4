import type { CaseReport } from '../../../assess/case-report.ts';
import type { Gap } from '../../../evidence/gap.ts';
import { code, counted, markdownTable, reference } from '../../markdown.ts';

const rowsAtMost = 40;

/** What could not be read, and what that means for the verdict. */
export function gaps({ gaps: all, disclosure }: CaseReport): string {
  if (all.length === 0) return '## Gaps\n\nNone: everything that was found could be read.';
  const rows = all.slice(0, rowsAtMost).map(row);
  const settled =
    disclosure.settledBy.length === 0 ? [] : [`What would settle it: ${disclosure.settledBy.join('; ')}.`];
  const left = all.length - rows.length;
  return [
    '## Gaps',
    `${counted(all.length, 'gap')}. Where something is missing here, "not found" does not mean "did not happen".`,
    markdownTable(['Kind', 'Where', 'Reason'], rows),
    ...(left === 0 ? [] : [`${counted(left, 'further gap')} not shown; \`--format json\` has them all.`]),
    ...settled,
  ].join('\n\n');
}

function row({ kind, reason, evidence }: Gap): string[] {
  return [kind, evidence ? reference(evidence) : '', code(reason, 200)];
}
