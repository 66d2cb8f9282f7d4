import type { CaseReport } from '../assess/case-report.ts';
import { caseSchema, schemaProblems } from '../assess/case-schema.ts';
import { TriageError } from '../errors.ts';
import { readDocument } from '../evidence/read-document.ts';

/**
 * The case document that a `report` wrote before.
 * @throws {TriageError} where it is none
 */
export function readCase(path: string): CaseReport {
  const document = readDocument(path);
  if (isCase(document)) return document;
  const problems = schemaProblems(document, caseSchema);
  throw new TriageError(`no case document: ${path}`, problems.slice(0, 3).join('; '));
}

function isCase(document: unknown): document is CaseReport {
  return schemaProblems(document, caseSchema).length === 0;
}
