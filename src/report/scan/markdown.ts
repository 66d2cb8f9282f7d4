import type { FlagOccurrence } from '../../scan/flag-occurrence.ts';
import type { ScanDocument } from '../../scan/scan-document.ts';
import type { Reporter } from '../format.ts';
import { code, markdownTable, prose, reference } from '../markdown.ts';
import { ageOf } from './age.ts';
import { scanSummary } from './summary.ts';

const rowsAtMost = 500;

/** For a comment on a pull request or the summary of a job. */
export const scanMarkdown: Reporter<ScanDocument> = (document) => {
  const { occurrences, suppressed, gaps } = document;
  const summary = scanSummary(document).map((line) => `- ${line}`);
  const left = occurrences.length - rowsAtMost;
  return [
    '# Places where permission prompts are off',
    summary.join('\n'),
    ...section('', markdownTable(head, occurrences.slice(0, rowsAtMost).map(row))),
    ...(left > 0 ? [`And ${left} more; \`--format ndjson\` gives all.`] : []),
    ...section(
      '## Accepted before',
      markdownTable(['where', 'by', 'because'], suppressed.slice(0, rowsAtMost).map(acceptedRow)),
    ),
    ...section('## Gaps', markdownTable(['where', 'what'], gaps.slice(0, rowsAtMost).map(gapRow))),
  ].join('\n\n');
};

const head = ['level', 'where', 'what', 'scope', 'since', 'guard', 'isolation', 'why'];

function section(title: string, body: string): string[] {
  return body === '' ? [] : [...(title === '' ? [] : [title]), body];
}

function row(occurrence: FlagOccurrence): string[] {
  const { level, evidence, text, piece, scope, multiplicity, guard, isolation, reasons, dependency } =
    occurrence;
  const times = multiplicity === undefined ? '' : ` × ${multiplicity}`;
  const where = dependency === true ? `${reference(evidence)} (dependency)` : reference(evidence);
  const since = ageOf(occurrence);
  return [
    level,
    where,
    code(piece ?? text),
    scope + times,
    since,
    guard,
    isolation,
    reasons.map(prose).join('; '),
  ];
}

function acceptedRow({
  evidence,
  suppressedBy,
  justification,
}: ScanDocument['suppressed'][number]): string[] {
  return [reference(evidence), suppressedBy, code(justification)];
}

function gapRow({ evidence, reason }: ScanDocument['gaps'][number]): string[] {
  return [evidence ? reference(evidence) : '', prose(reason)];
}
