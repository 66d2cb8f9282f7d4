import type { CaseReport } from '../../../assess/case-report.ts';
import { code, counted, markdownTable } from '../../markdown.ts';

/** TLP label, title and the facts of the run. https://www.first.org/tlp/ */
export function header({ subject, tool, generatedAt, sessions, artifacts }: CaseReport): string {
  const window = [subject.since ?? 'the beginning', subject.until ?? 'the end'].join(' to ');
  const rows = [
    ['Evidence home', code(subject.home)],
    ['Time window', subject.since || subject.until ? window : 'all that the evidence covers'],
    ['Evidence', `${counted(artifacts.length, 'file')}, ${counted(sessions.length, 'session')}`],
    ['Secrets', subject.redacted ? 'redacted' : '**shown as they are: `--no-redact` was given**'],
    ['Made', `${generatedAt} by ${tool.name} ${tool.version}`],
  ];
  return ['**TLP:AMBER+STRICT**', '# Incident report', markdownTable(['', ''], rows)].join('\n\n');
}
