import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { ReportGap } from '../../evidence/gap.ts';

/** Lines of a log that are in no form that is known: the first one by one, the others counted. */
export function reportUnknownLines(
  {
    path,
    count,
    first,
  }: { readonly path: string; readonly count: number; readonly first: readonly EvidenceReference[] },
  reportGap: ReportGap,
): void {
  for (const evidence of first)
    reportGap({ kind: 'malformed', reason: 'is in no form that is known', evidence });
  const more = count - first.length;
  if (more <= 0) return;
  reportGap({
    kind: 'malformed',
    reason: `${more} further lines are in no form that is known`,
    evidence: { path },
  });
}

export function reportEmpty(path: string, mustHold: string, reportGap: ReportGap): void {
  const reason = `holds no ${mustHold}: nothing could be compared with it`;
  reportGap({ kind: 'unsupported', reason, evidence: { path } });
}
