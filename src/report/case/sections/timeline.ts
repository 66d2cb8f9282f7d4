import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { localTime } from '../../local-time.ts';
import { code, counted } from '../../markdown.ts';
import type { Told } from '../told.ts';

const rowsAtMost = 60;

/**
 * What happened, in order; ends of sessions and windows stand with the windows. Where it is long, the findings stay and
 * the rest is cut first.
 */
export function timeline(report: CaseReport, { cite }: Told): readonly Block[] {
  const { timeZone } = report.subject;
  const events = report.timeline.filter(({ kind }) => !kind.endsWith('-end'));
  if (events.length === 0) return [];
  const kept = events.length <= rowsAtMost ? events : weighty(events);
  const rows = kept.map(({ at, what, subject, evidence }) => [
    at,
    ...(timeZone === undefined ? [] : [localTime(at, timeZone)]),
    what,
    code(subject, 100),
    cite(evidence),
  ]);
  const left = events.length - kept.length;
  const note =
    left === 0 ? '' : `${counted(left, 'further event')} not shown; \`--format json\` has them all.`;
  return [
    heading(2, 'Timeline'),
    table(
      ['Time (UTC)', ...(timeZone === undefined ? [] : [timeZone]), 'What', 'Evidence says', 'Reference'],
      rows,
    ),
    paragraph(note),
  ];
}

function weighty(events: CaseReport['timeline']): CaseReport['timeline'] {
  const weight = (event: CaseReport['timeline'][number]): number => {
    if (event.kind === 'finding') return /^(?:critical|high)/.test(event.what) ? 3 : 1;
    return event.kind === 'bypass-start' ? 2 : 0;
  };
  const chosen = new Set([...events].sort((a, b) => weight(b) - weight(a)).slice(0, rowsAtMost));
  return events.filter((event) => chosen.has(event));
}
