import { answersOf } from '../../assess/answers.ts';
import type { CaseReport } from '../../assess/case-report.ts';
import { consequencesOf } from '../../assess/consequences.ts';
import { decideDisclosure } from '../../assess/disclosure.ts';
import { exhibitsOf } from '../../assess/exhibits.ts';
import { incidentsOf } from '../../assess/incidents/incidents-of.ts';
import type { Witness } from '../../assess/join-logs/witness.ts';
import { keyFactsOf } from '../../assess/key-facts/key-facts.ts';
import { nextStepsOf } from '../../assess/next-steps/next-steps.ts';
import { isManagedLock } from '../../assess/policy/broken-locks.ts';
import { persistenceSteps } from '../../assess/rollback/persistence-steps.ts';
import { withSteps } from '../../assess/rollback/with-steps.ts';
import { timelineOf } from '../../assess/timeline.ts';
import { reachVerdict } from '../../assess/verdict.ts';
import type { Finding } from '../../detect/finding.ts';
import type { Detected } from '../../detect/finding-groups.ts';
import { isAccepted } from '../../evidence/case-file/acceptance.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { Home } from '../../evidence/home.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { caseSubject } from './case-subject.ts';
import type { ExaminedCase, WatchedTranscripts } from './examine-case.ts';
import { hashArtifacts } from './hash-artifacts.ts';

/** What is left to be judged: everything that was found, and what could not be read. */
export interface CaseFacts extends Pick<WatchedTranscripts, 'watchers' | 'account'> {
  readonly examined: ExaminedCase;
  /** Worst first. */
  readonly detected: readonly Detected[];
  readonly gaps: readonly Gap[];
  /** Logs of others that were given. */
  readonly witnesses: readonly Witness[];
}

/** Judges what was found. */
export function caseReportOf(
  { watchers, account, examined, detected, gaps, witnesses }: CaseFacts,
  home: Home,
  invocation: Invocation<'since' | 'until' | 'timeZone'>,
): CaseReport {
  const { caseFile } = invocation;
  const { scan, git, searched, configured } = examined;
  const { sessions, coverage } = account;
  const { servers: mcpServers, rotations } = configured;
  const findings = detected.map(({ finding }) => finding);
  const isCounting = ({ accepted }: Finding) => !isAccepted(accepted);
  const counting = findings.filter(isCounting);
  const consequences = consequencesOf(counting);
  const hiding = gaps.filter(({ limits }) => limits === undefined);
  const assessed = { consequences, findings: counting, gaps: hiding, coverage };
  const verdict = reachVerdict(assessed);
  const plan = withSteps(git.plan, persistenceSteps(configured.left, git.plan));
  const { occurrences, mentions } = scan;
  const { moves } = git;
  const isLocked = configured.settings.some(isManagedLock);
  const open = detected.filter(({ finding }) => isCounting(finding));
  const incidents = incidentsOf(open, sessions);
  const keyFacts = keyFactsOf({
    detected: open,
    plan,
    moves,
    mcpServers,
    rotations,
    consequences,
    gaps: hiding,
  });
  const disclosure = decideDisclosure(assessed, verdict.value, keyFacts.sentOut.length > 0);
  const known = { ...{ disclosure, sessions, rotations, moves, plan, isLocked }, incidents, keyFacts };
  const report: Omit<CaseReport, 'exhibits'> = {
    schemaVersion: 1,
    tool: { name: 'yolo-triage', version: invocation.version },
    generatedAt: invocation.now.toISOString(),
    subject: caseSubject({ home, accounts: configured.accounts, witnesses }, invocation),
    ...(caseFile && { caseFile }),
    verdict,
    disclosure,
    coverage,
    incidents,
    keyFacts,
    nextSteps: nextStepsOf({
      ...known,
      verdict,
      consequences,
      findings: counting,
      occurrences,
      coverage,
      now: invocation.now,
    }),
    occurrences,
    mentions,
    sessions,
    activity: watchers.activity.result(),
    timeline: timelineOf({ sessions, findings, moves }),
    answers: answersOf(counting),
    findings,
    moves,
    mcpServers,
    leftBehind: configured.leftBehind,
    rotations,
    plan,
    retention: account.retention,
    ...(witnesses.length > 0 && { witnesses }),
    gaps,
    artifacts: hashArtifacts(home, account.artifacts, searched.digests),
  };
  return { ...report, exhibits: exhibitsOf(report) };
}
