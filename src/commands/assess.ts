import { type Assessment, assess } from '../assess/assessment.ts';
import type { CaseReport } from '../assess/case-report.ts';
import { type CaseOption, investigate } from '../investigation/investigation.ts';
import { forHome } from '../invocation/for-home.ts';
import { caseStatus } from './case-status.ts';
import type { Command } from './command.ts';

/** The whole runbook over every given home, one after the other. */
export const run: Command<CaseOption, Assessment> = async (invocation) => {
  const cases: CaseReport[] = [];
  for (const home of invocation.options.homes) cases.push(await investigate(forHome(invocation, home)));
  const document = assess(cases, invocation.now.toISOString());
  return { shape: 'document', document, status: caseStatus(...cases) };
};
