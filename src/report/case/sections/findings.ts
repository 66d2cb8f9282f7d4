import type { CaseReport } from '../../../assess/case-report.ts';
import type { Finding } from '../../../detect/finding.ts';
import { code, counted, markdownTable, reference } from '../../markdown.ts';

const detailedAtMost = 25;

/** Ranked; the first ones with evidence and next step, the rest counted. */
export function findings({ findings: all }: CaseReport): string {
  if (all.length === 0) return '## Findings\n\nNone.';
  const shown = all.filter(({ level }) => level !== 'informational').slice(0, detailedAtMost);
  const rest = all.length - shown.length;
  const tail =
    rest === 0 ? [] : [`${counted(rest, 'further finding')} of lower rank; \`--format json\` has them all.`];
  return ['## Findings', ...shown.map(detail), ...tail].join('\n\n');
}

function detail(finding: Finding, index: number): string {
  const rows = [
    ['What', code(finding.subject, 300)],
    ['Calls', finding.arguments.map((text) => code(text, 300)).join(', ')],
    ['When', finding.at ?? 'unknown'],
    ['Outcome, mode', [...finding.outcomes, ...finding.permissionModes].join(', ')],
    ['Seen', finding.count === 1 ? 'once' : `${finding.count} times`],
    ['Reference', finding.evidence.slice(0, 3).map(reference).join(', ')],
    ['Query', `${finding.queryId}${techniques(finding)}`],
    ['Weighed', finding.context.join(' ')],
    ['Could be harmless', finding.falsePositives.join('; ')],
    ['Next', finding.nextStep ?? ''],
  ].filter(([, text]) => text !== '');
  return [`### ${index + 1}. ${finding.level}: ${finding.title}`, markdownTable(['', ''], rows)].join('\n\n');
}

function techniques({ tags }: Finding): string {
  const ids = tags
    .map((tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/.exec(tag)?.[1]?.toUpperCase())
    .filter(Boolean);
  return ids.length === 0 ? '' : ` (${ids.join(', ')})`;
}
