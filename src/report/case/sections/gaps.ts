import type { CaseReport } from '../../../assess/case-report.ts';
import type { Gap } from '../../../evidence/gap.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted, reference } from '../../markdown.ts';

const rowsAtMost = 40;

/** What could not be read, and what that means for the verdict. */
export function gaps({ gaps: all, disclosure }: CaseReport): readonly Block[] {
  if (all.length === 0) {
    return [heading(2, 'Gaps'), paragraph('None: everything that was found could be read.')];
  }
  const rows = all.slice(0, rowsAtMost).map(row);
  const settled =
    disclosure.settledBy.length === 0 ? '' : `What would settle it: ${disclosure.settledBy.join('; ')}.`;
  const left = all.length - rows.length;
  const note = left === 0 ? '' : `${counted(left, 'further gap')} not shown; \`--format json\` has them all.`;
  return [
    heading(2, 'Gaps'),
    paragraph(
      `${counted(all.length, 'gap')}. Where something is missing here, "not found" does not mean "did not happen".`,
    ),
    table(['Kind', 'Where', 'Reason'], rows),
    paragraph(note),
    paragraph(settled),
  ];
}

function row({ kind, reason, evidence }: Gap): string[] {
  return [kind, evidence ? reference(evidence) : '', code(reason, 200)];
}
