import type { CaseReport } from '../../../assess/case-report.ts';
import { code, counted, markdownTable, reference } from '../../markdown.ts';

/** TLP label, title and the facts of the run. https://www.first.org/tlp/ */
export function header({ subject, tool, generatedAt, sessions, artifacts, retention }: CaseReport): string {
  const window = [subject.since ?? 'the beginning', subject.until ?? 'the end'].join(' to ');
  const rows = [
    ['Evidence home', code(subject.home)],
    ['Time window', subject.since || subject.until ? window : 'all that the evidence covers'],
    ['Transcripts are kept', kept(retention)],
    ['Evidence', `${counted(artifacts.length, 'file')}, ${counted(sessions.length, 'session')}`],
    ['Secrets', subject.redacted ? 'redacted' : '**shown as they are: `--no-redact` was given**'],
    ['Made', `${generatedAt} by ${tool.name} ${tool.version}`],
  ];
  return ['**TLP:AMBER+STRICT**', '# Incident report', markdownTable(['', ''], rows)].join('\n\n');
}

/** How far back transcripts can tell of anything. */
function kept({ days, scope, coversFrom, evidence }: CaseReport['retention']): string {
  const by = evidence ? `${scope} settings, ${reference(evidence)}` : 'by default';
  const from = coversFrom === undefined ? '' : `; older sessions than ${coversFrom.slice(0, 10)} may be gone`;
  return `${counted(days, 'day')} (${by})${from}`;
}
