import type { Finding } from '../../detect/finding.ts';
import type { FlagOccurrence } from '../../scan/flag-occurrence.ts';
import type { Coverage } from '../../transcripts/coverage/coverage.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import type { AttributedRefMove } from '../attribution.ts';
import type { Consequences } from '../consequences.ts';
import type { Disclosure } from '../disclosure.ts';
import type { Rotation } from '../exposure/rotation-list.ts';
import type { Incident } from '../incidents/incident.ts';
import type { KeyFacts } from '../key-facts/key-facts.ts';
import type { RollbackPlan } from '../rollback/plan.ts';
import type { Verdict } from '../verdict.ts';

/** One thing to do now, in the words of whoever has to do it. */
export interface NextStep {
  readonly what: string;
  /** What it is to be done to, worst first: credentials, hosts, jobs, places; hostile. */
  readonly subjects: readonly string[];
  readonly why: string;
}

export interface NextStepInput {
  readonly verdict: Verdict;
  readonly consequences: Consequences;
  readonly findings: readonly Finding[];
  readonly incidents: readonly Incident[];
  readonly keyFacts: KeyFacts;
  readonly disclosure: Disclosure;
  readonly coverage: Coverage;
  readonly occurrences: readonly FlagOccurrence[];
  readonly sessions: readonly SessionSummary[];
  readonly rotations: readonly Rotation[];
  readonly moves: readonly AttributedRefMove[];
  readonly plan: RollbackPlan;
  /** The managed settings forbid bypass mode as it is. */
  readonly isLocked: boolean;
  readonly now: Date;
}

const dayMs = 24 * 60 * 60_000;
/** By then what a deleted file lay in has mostly been written over, and what ran has ended. */
const longDays = 90;

/** Whether the last record is so old that nothing on the machine is as it left it. */
export function isOld({ now, coverage: { inWindow } }: Pick<NextStepInput, 'now' | 'coverage'>): boolean {
  return (now.getTime() - Date.parse(inWindow.to ?? '')) / dayMs > longDays;
}

/** A path of this machine. */
export function isLocal(subject: string): boolean {
  return /^(?:[~/]|[A-Za-z]:[\\/])/.test(subject);
}

export function subjectsOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ subject, subjects = [subject] }) => subjects))];
}

/** Something deleted, other than by git. */
export function isDeletion({ queryId, tags }: Finding): boolean {
  return !/^(?:git|ref)_/.test(queryId) && tags.includes('attack.t1485');
}
