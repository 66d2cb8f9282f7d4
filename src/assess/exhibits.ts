import type { EvidenceReference } from '../evidence/artifact.ts';
import type { CaseReport } from './case-report.ts';

/** A file of the evidence under the number that a report calls it by. */
export interface Exhibit {
  /** `E1` is the file that the verdict's first reason cites. */
  readonly id: string;
  readonly path: string;
  readonly sizeBytes?: number;
  readonly sha256?: string;
  /** Something in the report refers to it; the others were read, and nothing in them is cited. */
  readonly isCited: boolean;
}

/** Every file that a case cites, and every transcript that was read: the same numbers for the same case. */
export function exhibitsOf(report: CaseReport): readonly Exhibit[] {
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

type Citing = readonly { readonly evidence?: EvidenceReference | readonly EvidenceReference[] | undefined }[];

function pathsOf(citing: Citing): readonly string[] {
  return citing.flatMap(({ evidence = [] }) => [evidence].flat().map(({ path }) => path));
}

/** In the order in which a reader meets them. */
function claimsOf({ verdict, disclosure, incidents, findings, ...report }: CaseReport): Citing {
  const { rotations, plan, gaps } = report;
  return [
    ...[...verdict.reasons, ...disclosure.reasons],
    ...incidents.flatMap(({ prompt = {}, findings: own }) => [prompt, ...own]),
    ...[...findings, ...findings.flatMap(({ seenBy = [] }) => seenBy), ...rotations],
    ...[...plan.steps, ...plan.lost, ...plan.possible],
    ...gaps,
  ];
}

function historiesOf({ moves, timeline }: CaseReport): Citing {
  return [...moves, ...timeline];
}
