import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, list } from '../../blocks/block.ts';
import { code } from '../../markdown.ts';

/** What the analyst adds. */
export function notes({ caseFile }: CaseReport): readonly Block[] {
  const all = caseFile?.notes ?? [];
  if (all.length === 0) return [];
  return [heading(2, 'Notes of the analyst'), list(all.map((note) => code(note, 1000)))];
}
