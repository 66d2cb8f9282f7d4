import type { Finding } from '../detect/finding.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Consequences } from './consequences.ts';

export const verdicts = ['malicious', 'destructive', 'suspicious', 'clean', 'undetermined'] as const;

/** What the evidence says happened, with the reasons, strongest first. */
export interface Verdict {
  readonly value: (typeof verdicts)[number];
  readonly reasons: readonly string[];
}

/**
 * The rules, in order:
 * 1. credentials or source went out, or somebody else gained a way in → malicious;
 * 2. work or data was destroyed → destructive;
 * 3. any other finding of level medium or higher → suspicious;
 * 4. evidence is missing that could hide one of these → undetermined;
 * 5. else clean.
 */
export function reachVerdict(
  consequences: Consequences,
  findings: readonly Finding[],
  gaps: readonly Gap[],
): Verdict {
  const { sentOut, wayIn, destroyed } = consequences;
  if (sentOut.length + wayIn.length > 0) {
    return { value: 'malicious', reasons: sentences([...sentOut, ...wayIn]) };
  }
  if (destroyed.length > 0) return { value: 'destructive', reasons: sentences(destroyed) };
  const notable = findings.filter(({ level }) => level !== 'low' && level !== 'informational');
  if (notable.length > 0) return { value: 'suspicious', reasons: sentences(notable) };
  if (gaps.length > 0) return { value: 'undetermined', reasons: [gapReason(gaps)] };
  return {
    value: 'clean',
    reasons: ['no finding of level medium or higher, and all evidence could be read'],
  };
}

const reasonsAtMost = 5;

/** Distinct titles, in the given order. */
export function sentences(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ title }) => title))].slice(0, reasonsAtMost);
}

export function gapReason(gaps: readonly Gap[]): string {
  return gaps.length === 1
    ? 'one piece of evidence is missing or could not be read'
    : `${gaps.length} pieces of evidence are missing or could not be read`;
}
