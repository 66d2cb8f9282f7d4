import type { CaseWithCalls } from '../assess/case-calls.ts';
import type { CaseReport } from '../assess/case-report.ts';
import { caseSchema, schemaProblems } from '../assess/case-schema.ts';
import { TriageError } from '../errors.ts';
import { readDocument } from '../evidence/read-document.ts';
import { investigateWithCalls } from '../investigation/case/investigate-with-calls.ts';
import { type CaseOption, investigate } from '../investigation/investigation.ts';
import { caseStatus } from './case-status.ts';
import type { Command } from './command.ts';

/** The incident report: the whole runbook as one document, or one that was made before. */
export const run: Command<CaseOption | 'from' | 'cost', CaseWithCalls> = async (invocation) => {
  const { from, cost } = invocation.options;
  const examine = invocation.withCalls ? investigateWithCalls : investigate;
  const document = from === undefined ? await examine(invocation, cost) : readCase(from);
  return { shape: 'document', document, status: caseStatus(document) };
};

function readCase(path: string): CaseReport {
  const document = readDocument(path);
  if (isCase(document)) return document;
  const problems = schemaProblems(document, caseSchema);
  throw new TriageError(`no case document: ${path}`, problems.slice(0, 3).join('; '));
}

function isCase(document: unknown): document is CaseReport {
  return schemaProblems(document, caseSchema).length === 0;
}
