import type { Finding } from '../detect/finding.ts';
import { compareLevels, type Level } from '../level.ts';
import type { Outcome } from '../transcripts/tool-call.ts';

/** Findings whose calls ran, by what they mean for the decision. A finding may stand in several lists. */
export interface Consequences {
  /** Credentials or source left the machine. */
  readonly sentOut: readonly Finding[];
  /** Somebody else may come in or run code later: a reverse shell, a tunnel, a key, a job. */
  readonly wayIn: readonly Finding[];
  /** Work or data was destroyed, on this machine or elsewhere. */
  readonly destroyed: readonly Finding[];
  /** What was recorded of the session or of the system was erased. */
  readonly erased: readonly Finding[];
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

/** Only findings of level high and critical decide; lower ones are shown, and an analyst weighs them. */
export function consequencesOf(findings: readonly Finding[], leastLevel: Level = 'high'): Consequences {
  const decisive = findings.filter(
    ({ level, outcomes }) =>
      compareLevels(level, leastLevel) >= 0 &&
      (outcomes.length === 0 || outcomes.some((outcome) => !neverRan.has(outcome))),
  );
  const tagged = (tags: readonly string[]) =>
    decisive.filter((finding) => finding.tags.some((tag) => tags.includes(tag)));
  return {
    sentOut: tagged(tagsOf.sentOut),
    wayIn: tagged(tagsOf.wayIn),
    destroyed: tagged(tagsOf.destroyed),
    erased: tagged(tagsOf.erased),
  };
}
