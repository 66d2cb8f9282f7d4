import type { Gap } from '../../evidence/gap.ts';

/** Several stages read the same files; each gap counts once. */
export function distinctGaps(gaps: readonly Gap[]): Gap[] {
  const seen = new Map<string, Gap>();
  for (const gap of gaps) {
    const { kind, reason, evidence } = gap;
    seen.set([kind, reason, evidence?.path, evidence?.line].join('\0'), gap);
  }
  return [...seen.values()];
}
