import type { CaseReport } from '../assess/case-report.ts';
import { highestLevel } from '../level.ts';
import type { Command } from './command.ts';
import { investigate } from './pipeline.ts';

/** The incident report: the whole runbook as one document. */
export const run: Command<CaseReport> = async (invocation) => {
  const document = await investigate(invocation);
  const level = highestLevel(document.findings.map((finding) => finding.level));
  return { shape: 'document', document, status: { level, gaps: document.gaps } };
};
