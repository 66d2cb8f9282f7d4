import type { CaseReport } from '../../../assess/case-report.ts';
import { code, counted, markdownTable, reference } from '../../markdown.ts';

const rowsAtMost = 25;

/** Hooks, profiles, schedules and settings that act after the session; what a session wrote comes first. */
export function leftBehind({ leftBehind: items }: CaseReport): string {
  if (items.length === 0) return '';
  const rows = items
    .slice(0, rowsAtMost)
    .map(({ kind, name, writtenBy, findings, evidence }) => [
      kind,
      code(name, 100),
      writtenBy
        ? `**a session, ${writtenBy.at ?? 'time unknown'}, mode ${writtenBy.permissionMode}**`
        : 'no recorded call',
      findings.join(', '),
      reference(evidence),
    ]);
  const table = markdownTable(['Kind', 'Name', 'Written by', 'Queries', 'Reference'], rows);
  const left = items.length - rows.length;
  const note =
    left === 0 ? '' : `${counted(left, 'further row')} not shown; \`yolo-triage posture\` has them all.`;
  return ['## What else acts later', table, note].filter((text) => text !== '').join('\n\n');
}
