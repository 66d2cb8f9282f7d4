import type { Exhibit } from '../../assess/exhibit.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import { code, placeInside, reference } from '../markdown.ts';

/** Evidence as a report refers to it: `E3:14`, line 14 of exhibit 3, as a code span. */
export type Cite = (evidence: EvidenceReference) => string;

/** Paths stand once, in the list of exhibits. */
export function citing(exhibits: readonly Exhibit[]): Cite {
  const ids = new Map(exhibits.map(({ id, path }) => [path, id]));
  return (evidence) => {
    const id = ids.get(evidence.path);
    return id === undefined ? reference(evidence) : code(`${id}${placeInside(evidence)}`);
  };
}
