import { randomBytes } from 'node:crypto';
import { redactValue } from '../secrets/redact-value.ts';
import type { BagDocument } from './make-file.ts';

/** A case as it lies in the bag: redacted, because it is what gets passed on. */
export function caseDocument(report: unknown): BagDocument {
  const content = `${JSON.stringify(redactValue(report, randomBytes(16)), undefined, 2)}\n`;
  return { payload: 'data/case.json', what: 'the case document, redacted', content };
}
