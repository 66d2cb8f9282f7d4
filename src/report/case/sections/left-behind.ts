import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted, reference } from '../../markdown.ts';

const rowsAtMost = 25;

/** Hooks, profiles, schedules and settings that act after the session; what a session wrote comes first. */
export function leftBehind({ leftBehind: items }: CaseReport): readonly Block[] {
  if (items.length === 0) return [];
  const rows = items
    .slice(0, rowsAtMost)
    .map(({ kind, name, writtenBy, cameWith, findings, evidence }) => [
      kind,
      code(name, 100),
      writtenBy
        ? `**a session, ${writtenBy.at ?? 'time unknown'}, mode ${writtenBy.permissionMode}**`
        : cameWith
          ? `came with what a session cloned, ${cameWith.at ?? 'time unknown'}`
          : 'no recorded call',
      findings.join(', '),
      reference(evidence),
    ]);
  const left = items.length - rows.length;
  const note =
    left === 0 ? '' : `${counted(left, 'further row')} not shown; \`yolo-triage posture\` has them all.`;
  return [
    heading(2, 'What else acts later'),
    table(['Kind', 'Name', 'Written by', 'Queries', 'Reference'], rows),
    paragraph(note),
  ];
}
