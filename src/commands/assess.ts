import { type Assessment, assess } from '../assess/assessment.ts';
import type { CaseReport } from '../assess/case-report.ts';
import { highestLevel } from '../level.ts';
import type { Command } from './command.ts';
import { investigate } from './pipeline.ts';

/** The whole runbook over every given home, one after the other. */
export const run: Command<Assessment> = async (invocation) => {
  const { options, now } = invocation;
  const cases: CaseReport[] = [];
  for (const home of options.homes) {
    cases.push(await investigate({ ...invocation, options: { ...options, home } }));
  }
  const level = highestLevel(cases.flatMap(({ findings }) => findings.map((finding) => finding.level)));
  const gaps = cases.flatMap((given) => given.gaps);
  return { shape: 'document', document: assess(cases, now.toISOString()), status: { level, gaps } };
};
