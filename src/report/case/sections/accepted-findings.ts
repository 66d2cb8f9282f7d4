import type { CaseReport } from '../../../assess/case-report.ts';
import { acceptedWords, counts } from '../../accepted.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code } from '../../markdown.ts';
import type { Told } from '../told.ts';

/** What somebody answered for: it is listed, and decides nothing. */
export function acceptedFindings({ findings }: CaseReport, { cite }: Told): readonly Block[] {
  const accepted = findings.filter((finding) => !counts(finding));
  if (accepted.length === 0) return [];
  const rows = accepted.map((finding) => [
    finding.level,
    finding.count === 1 ? finding.title : `${finding.title} (${finding.count} times)`,
    code(finding.subject, 120),
    acceptedWords(finding),
    finding.evidence.slice(0, 1).map(cite).join(''),
    finding.queryId,
  ]);
  return [
    heading(2, 'Accepted findings'),
    paragraph('The case file answers for these; neither verdict nor disclosure rests on them.'),
    table(['Level', 'Finding', 'What', 'Accepted', 'Reference', 'Query'], rows),
  ];
}
