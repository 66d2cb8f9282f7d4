import type { CaseReport } from '../../assess/case-report.ts';
import { csvLine } from '../csv.ts';

/** The timeline for a spreadsheet. */
export function timelineCsv({ timeline }: CaseReport): string {
  const rows = timeline.map(({ at, kind, what, subject, sessionId, evidence }) => [
    at,
    kind,
    what,
    subject,
    sessionId ?? '',
    evidence.path,
    evidence.line?.toString() ?? '',
  ]);
  return [['at', 'kind', 'what', 'subject', 'sessionId', 'path', 'line'], ...rows].map(csvLine).join('');
}
