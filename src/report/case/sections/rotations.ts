import type { CaseReport } from '../../../assess/case-report.ts';
import { code, counted, markdownTable, reference } from '../../markdown.ts';

const rowsAtMost = 25;

/** Which credentials went how far, and what to revoke first. */
export function rotations({ rotations: all }: CaseReport): string {
  if (all.length === 0) return '';
  const rows = all
    .slice(0, rowsAtMost)
    .map(({ level, reason, kind, what, by, action, evidence }) => [
      level,
      `${kind}, ${reason}`,
      code(what),
      by === undefined ? '' : code(by, 240),
      action,
      evidence.slice(0, 2).map(reference).join(', '),
    ]);
  const table = markdownTable(['Level', 'Kind', 'What', 'By', 'Revoke', 'Reference'], rows);
  const left = all.length - rows.length;
  const note =
    left === 0 ? '' : `${counted(left, 'further row')} not shown; \`yolo-triage exposure\` has them all.`;
  return ['## Credentials to rotate', table, note].filter((text) => text !== '').join('\n\n');
}
