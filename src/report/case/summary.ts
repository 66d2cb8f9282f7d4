import type { CaseReport } from '../../assess/case-report.ts';
import { levels } from '../../level.ts';
import { counts } from '../accepted.ts';
import type { RenderOptions } from '../format.ts';
import { counted, shorten } from '../markdown.ts';
import { visible } from '../sanitize.ts';

/** With the seven lines before them, twelve in all. */
const stepsAtMost = 5;

/** What the terminal shows when the report itself goes to a file. */
export function renderCaseSummary(report: CaseReport, { columns }: RenderOptions): string {
  const { verdict, disclosure, coverage, sessions, findings, gaps, nextSteps } = report;
  const windows = sessions.flatMap(({ bypassWindows }) => bypassWindows);
  const inferred = windows.filter(({ source }) => source === 'launch-configuration').length;
  const calls = sessions.reduce((sum, { toolCalls }) => sum + toolCalls, 0);
  const lines = [
    `Verdict     ${verdict.value}: ${verdict.reasons.map(({ text }) => text).join('; ')}`,
    `Disclosure  ${disclosure.value}: ${disclosure.action}`,
    `Sessions    ${sessions.length} with ${counted(calls, 'tool call')}, ${counted(windows.length, 'bypass window')}${inferred === 0 ? '' : `, ${inferred} of them inferred`}`,
    `Stands on   ${standsOn(coverage.statements)}`,
    `Findings    ${countsByLevel(findings.filter(counts)) || 'none'}${acceptedCount(findings)}`,
    `Gaps        ${gaps.length === 0 ? 'none' : gaps.length}`,
    '',
    ...steps(nextSteps),
  ];
  return lines.map((line) => shorten(visible(line), columns)).join('\n');
}

/** The number of limits comes first: a long line is cut. */
function standsOn([first = 'nothing', ...limits]: readonly string[]): string {
  return limits.length === 0 ? first : `${first}; ${counted(limits.length, 'limit')} more in the report`;
}

function steps(all: CaseReport['nextSteps']): readonly string[] {
  const shown = all.length > stepsAtMost ? stepsAtMost - 1 : all.length;
  const left = all.length - shown;
  return [
    ...all
      .slice(0, shown)
      .map(({ what, subjects }, index) => `${index + 1}. ${[what, ...subjects.slice(0, 1)].join(': ')}`),
    ...(left > 0 ? [`and ${counted(left, 'more step')} in the report`] : []),
  ];
}

function acceptedCount(findings: CaseReport['findings']): string {
  const accepted = findings.filter((finding) => !counts(finding)).length;
  return accepted === 0 ? '' : `; ${accepted} accepted by the case file`;
}

function countsByLevel(findings: CaseReport['findings']): string {
  return [...levels]
    .reverse()
    .map((level) => [findings.filter((finding) => finding.level === level).length, level] as const)
    .filter(([count]) => count > 0)
    .map(([count, level]) => `${count} ${level}`)
    .join(', ');
}
