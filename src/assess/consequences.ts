import type { Finding } from '../detect/finding.ts';
import { compareLevels, type Level } from '../level.ts';
import type { Outcome } from '../transcripts/tool-call.ts';

/** Findings by what they mean for the decision. A finding may stand in several lists. */
interface Impacts {
  /** Credentials or source left the machine. */
  readonly sentOut: readonly Finding[];
  /** Somebody else may come in or run code later: a reverse shell, a tunnel, a key, a job. */
  readonly wayIn: readonly Finding[];
  /** Work or data was destroyed, on this machine or elsewhere. */
  readonly destroyed: readonly Finding[];
}

/** Those whose calls ran. */
export interface Consequences extends Impacts {
  /** What was recorded of the session or of the system was erased. */
  readonly erased: readonly Finding[];
  /** Those of calls of which nothing shows that they ran: what they would have done cannot be excluded. */
  readonly unproven: Impacts;
}

/** Sigma tags of ATT&CK tactics and techniques (v19), one list a consequence. https://attack.mitre.org/tactics/enterprise/ */
const tagsOf = {
  sentOut: ['attack.exfiltration'],
  wayIn: ['attack.t1095', 'attack.t1572', 'attack.t1098.004', 'attack.t1136.001'],
  destroyed: ['attack.impact'],
  erased: ['attack.t1070.002', 'attack.t1070.004'],
} as const;

/** A call that never ran has no consequence. */
export const neverRan: ReadonlySet<Outcome> = new Set(['denied', 'not-run']);

/**
 * Only findings of level high and critical decide; lower ones are shown, and an analyst weighs them. What is not proven
 * counts one level less already.
 */
export function consequencesOf(findings: readonly Finding[], leastLevel: Level = 'high'): Consequences {
  const ran = findings.filter(({ outcomes }) => outcomes.length === 0 || outcomes.some(isProven));
  const open = findings.filter((finding) => !ran.includes(finding) && finding.outcomes.includes('unknown'));
  const decisive = ran.filter(({ level }) => compareLevels(level, leastLevel) >= 0);
  const possible = open.filter(({ level }) => compareLevels(level, 'medium') >= 0);
  return { ...impactsOf(decisive), erased: tagged(decisive, tagsOf.erased), unproven: impactsOf(possible) };
}

function impactsOf(findings: readonly Finding[]): Impacts {
  return {
    sentOut: tagged(findings, tagsOf.sentOut),
    wayIn: tagged(findings, tagsOf.wayIn),
    destroyed: tagged(findings, tagsOf.destroyed),
  };
}

function isProven(outcome: Outcome): boolean {
  return outcome !== 'unknown' && !neverRan.has(outcome);
}

function tagged(findings: readonly Finding[], tags: readonly string[]): Finding[] {
  return findings.filter((finding) => finding.tags.some((tag) => tags.includes(tag)));
}
