import { statSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { TriageError } from '../../errors.ts';
import { readRegularText } from '../../regular-file.ts';
import type { CaseFile } from './case-file.ts';
import { caseFileSchema } from './case-file-schema.ts';
import { checkNode, type NodeProblem } from './check-node.ts';

const mostBytes = 1_000_000;

/**
 * Reads a case file; what it holds is text and nothing else.
 * @throws {TriageError} with the line, for whatever the schema does not know
 */
export function readCaseFile(path: string): CaseFile {
  const lines = new LineCounter();
  const document = parseDocument(textOf(path), { lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const [error] = document.errors;
  if (error) throw problemAt(path, lineOf(error.pos[0]), error.message);
  const problem = checkNode(document.contents, caseFileSchema, 'a case file') ?? entryWithoutPlace(document);
  if (problem) throw problemAt(path, lineOf(offsetOf(problem.node)), problem.text);
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  if (isCaseFile(value)) return value;
  throw problemAt(path, 1, 'it is empty');
}

function textOf(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) throw new TriageError(`the case file is too large: ${path}`);
    return readRegularText(path);
  } catch (error) {
    if (error instanceof TriageError) throw error;
    throw new TriageError(
      `the case file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** A query alone would accept whatever it ever finds. */
function entryWithoutPlace(document: Document.Parsed): NodeProblem | undefined {
  const { accepted = [] } = (document.toJS({ maxAliasCount: 0 }) ?? {}) as Pick<CaseFile, 'accepted'>;
  const index = accepted.findIndex(({ subject, reference }) => (subject ?? reference) === undefined);
  if (index < 0) return undefined;
  const text = 'an entry of accepted needs a subject or a reference: which finding is it about?';
  return { node: document.getIn(['accepted', index], true), text };
}

/** The schema was checked before. */
function isCaseFile(value: unknown): value is CaseFile {
  return typeof value === 'object' && value !== null;
}

function offsetOf(node: unknown): number {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? Number(range[0]) : 0;
}

function problemAt(path: string, line: number, text: string): TriageError {
  return new TriageError(`${path}:${line}: ${text}`, 'see docs/case-file.md');
}
