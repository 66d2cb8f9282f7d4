import type { Assessment } from '../../assess/assessment.ts';
import type { CaseReport } from '../../assess/case-report.ts';
import { renderCaseMarkdown } from '../case/markdown.ts';
import { code, markdownTable } from '../markdown.ts';

/** The overview first, then the report of each home, worst first. */
export function renderAssessment({ verdict, answers, cases, generatedAt }: Assessment): string {
  const table = markdownTable(
    ['Home', 'Verdict', 'Disclosure', 'Sessions', 'Calls', 'Prompts off', 'High or critical', 'Gaps'],
    cases.map(row),
  );
  return [
    '**TLP:AMBER+STRICT**',
    `# Assessment: ${verdict}`,
    `Made ${generatedAt}.`,
    ...answers.map(({ question, answer }) => `**${question}** ${answer}`),
    table,
    ...cases.map((given) => demoted(renderCaseMarkdown(given))),
  ].join('\n\n');
}

function row(given: CaseReport): string[] {
  const { subject, verdict, disclosure, sessions, activity, findings, gaps } = given;
  const windows = sessions.flatMap(({ bypassWindows }) => bypassWindows);
  const serious = findings.filter(({ level }) => level === 'high' || level === 'critical');
  return [
    code(subject.home),
    verdict.value,
    disclosure.value,
    String(sessions.length),
    String(activity.calls),
    String(windows.length),
    String(serious.length),
    String(gaps.length),
  ];
}

/** Headings one level deeper: code is indented or fenced with words of our own, so no other line begins with `#`. */
function demoted(markdown: string): string {
  return markdown.replace(/^#{1,5} /gm, '#$&').trimEnd();
}
