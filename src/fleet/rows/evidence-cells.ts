import type { EvidenceReference } from '../../evidence/artifact.ts';

/** The columns of every stream that say where in the evidence a row comes from. */
export function evidenceCells(evidence: EvidenceReference | undefined) {
  return { evidencePath: evidence?.path, evidenceLine: evidence?.line };
}

/** Milliseconds between two times; nothing where one is not known, or where the clock went backwards. */
export function durationMs(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const duration = Date.parse(to) - Date.parse(from);
  return duration >= 0 ? duration : undefined;
}
