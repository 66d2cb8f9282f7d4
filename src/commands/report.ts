import type { CaseWithCalls } from '../assess/case-calls.ts';
import { investigateWithCalls } from '../investigation/case/investigate-with-calls.ts';
import { type CaseOption, investigate } from '../investigation/investigation.ts';
import { caseStatus } from './case-status.ts';
import type { Command } from './command.ts';
import { readCase } from './read-case.ts';

/** The incident report: the whole runbook as one document, or one that was made before. */
export const run: Command<CaseOption | 'from' | 'cost', CaseWithCalls> = async (invocation) => {
  const { from, cost } = invocation.options;
  const examine = invocation.withCalls ? investigateWithCalls : investigate;
  const document = from === undefined ? await examine(invocation, cost) : readCase(from);
  return { shape: 'document', document, status: caseStatus(document) };
};
