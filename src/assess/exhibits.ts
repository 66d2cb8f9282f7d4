import type { EvidenceReference } from '../evidence/artifact.ts';
import type { CaseReport } from './case-report.ts';
import type { Exhibit } from './exhibit.ts';

/** Every file that a case cites, and every transcript that was read: the same numbers for the same case. */
export function exhibitsOf(report: WithoutExhibits): readonly Exhibit[] {
  const artifacts = new Map(report.artifacts.map((artifact) => [artifact.path, artifact]));
  const [claims, histories] = [pathsOf(claimsOf(report)), pathsOf(historiesOf(report))];
  const cited = new Set([...claims, ...histories]);
  return [...new Set([...claims, ...artifacts.keys(), ...histories])].map((path, index) => {
    const { sizeBytes, sha256 } = artifacts.get(path) ?? {};
    return {
      id: `E${index + 1}`,
      path,
      ...(sizeBytes !== undefined && { sizeBytes }),
      ...(sha256 !== undefined && { sha256 }),
      isCited: cited.has(path),
    };
  });
}

type WithoutExhibits = Omit<CaseReport, 'exhibits'>;

type Citing = readonly { readonly evidence?: EvidenceReference | readonly EvidenceReference[] | undefined }[];

function pathsOf(citing: Citing): readonly string[] {
  return citing.flatMap(({ evidence = [] }) => [evidence].flat().map(({ path }) => path));
}

/** In the order in which a reader meets them. */
function claimsOf({ verdict, disclosure, incidents, findings, ...report }: WithoutExhibits): Citing {
  const { rotations, plan, gaps } = report;
  return [
    ...[...verdict.reasons, ...disclosure.reasons],
    ...incidents.flatMap(({ prompt = {}, findings: own }) => [prompt, ...own]),
    ...[...findings, ...findings.flatMap(({ seenBy = [] }) => seenBy), ...rotations],
    ...[...plan.steps, ...plan.lost, ...plan.possible],
    ...gaps,
  ];
}

function historiesOf({ moves, timeline }: WithoutExhibits): Citing {
  return [...moves, ...timeline];
}
