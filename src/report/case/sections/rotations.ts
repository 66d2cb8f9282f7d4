import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';
import type { Told } from '../told.ts';

const rowsAtMost = 25;

/** Which credentials went how far, and what to revoke first. */
export function rotations({ rotations: all }: CaseReport, { cite }: Told): readonly Block[] {
  if (all.length === 0) return [];
  const rows = all
    .slice(0, rowsAtMost)
    .map(({ level, reason, kind, what, by, action, evidence }) => [
      level,
      `${kind}, ${reason}`,
      code(what),
      by === undefined ? '' : code(by, 240),
      action,
      evidence.slice(0, 2).map(cite).join(', '),
    ]);
  const left = all.length - rows.length;
  const note =
    left === 0 ? '' : `${counted(left, 'further row')} not shown; \`yolo-triage exposure\` has them all.`;
  return [
    heading(2, 'Credentials to rotate'),
    table(['Level', 'Kind', 'What', 'By', 'Revoke', 'Reference'], rows),
    paragraph(note),
  ];
}
