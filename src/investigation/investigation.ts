import { createActivity } from '../assess/activity.ts';
import { answersOf } from '../assess/answers.ts';
import type { CaseReport } from '../assess/case-report.ts';
import { consequencesOf } from '../assess/consequences.ts';
import { withCost } from '../assess/cost/estimate-cost.ts';
import { decideDisclosure } from '../assess/disclosure.ts';
import { nextStepsOf } from '../assess/next-steps.ts';
import type { EffectiveSetting } from '../assess/posture/effective-settings.ts';
import { withSteps } from '../assess/rollback/with-steps.ts';
import { timelineOf } from '../assess/timeline.ts';
import { reachVerdict } from '../assess/verdict.ts';
import type { Finding } from '../detect/finding.ts';
import { credentialWatch } from '../events/exposure/touched-credentials.ts';
import type { PostureItem } from '../events/posture-item.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { compareLevels } from '../level.ts';
import { tamperingOf } from '../transcripts/integrity/tampering.ts';
import { inventory } from '../transcripts/inventory.ts';
import { type SearchedTranscripts, searchTranscripts } from '../transcripts/secrets/search-transcripts.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';
import { caseSubject } from './case/case-subject.ts';
import { distinctGaps } from './case/distinct-gaps.ts';
import { examineConfiguration } from './case/examine-configuration.ts';
import { examineWork } from './case/examine-work.ts';
import { collectForJoin, type ForeignLogOption } from './case/foreign-logs.ts';
import { hashArtifacts } from './case/hash-artifacts.ts';
import { scanCase } from './case/scan-case.ts';
import { configurationScene } from './configuration/configuration-scene.ts';
import { openEvidence } from './configuration/open-evidence.ts';
import { startDetection } from './detection.ts';
import { collectWork } from './git/recorded-work.ts';

/** A case, and what of the posture no case holds. */
export interface Investigation extends Pick<SearchedTranscripts, 'valueDigests'> {
  readonly report: CaseReport;
  /** Everything that acts later or guards, whoever wrote it. */
  readonly posture: readonly PostureItem[];
  readonly settings: readonly EffectiveSetting[];
}

/** Options that a case depends on. */
export type CaseOption = ForeignLogOption | 'repo' | 'queries' | 'allowHost' | 'timeZone';

/**
 * The whole runbook: each transcript is read once, each repository opened once.
 * @param isPriced what the tokens cost is estimated
 */
export async function investigate(invocation: Invocation<CaseOption>, isPriced = false): Promise<CaseReport> {
  const steps = investigation(invocation, isPriced);
  for (let step = await steps.next(); ; step = await steps.next()) if (step.done) return step.value.report;
}

/** The same, with every call on the way, when its effects are known. */
export async function* investigation(
  invocation: Invocation<CaseOption>,
  isPriced = false,
): AsyncGenerator<ToolCall, Investigation> {
  const { options, progress } = invocation;
  const { evidence, gaps } = openEvidence(invocation);
  const { home } = evidence;
  const scene = configurationScene(evidence);
  const detection = await startDetection(home, options);
  const work = collectWork();
  const activity = createActivity();
  const credentials = credentialWatch();
  const joinGaps: Gap[] = [];
  const tampered: Gap[] = [];
  const foreign = collectForJoin(options, (gap) => joinGaps.push(gap));

  progress('reading transcripts');
  const search = searchTranscripts(home);
  const { since, until } = options;
  const calls = inventory(
    home,
    { ...(since && { since }), ...(until && { until }) },
    { now: invocation.now, isLive: evidence.isLive, repositories: options.repo },
  );
  for await (const recorded of calls) {
    const analysed = detection.observe(recorded);
    // The inventory looks at calls of any time whose words say so, this at what only the result says.
    tampered.push(...tamperingOf(analysed));
    scene.observe(analysed.call);
    work.take(analysed);
    activity.observe(analysed.call);
    credentials.observe(analysed.call);
    foreign.observe(analysed.call);
    yield analysed.call;
  }
  const account = calls.account();
  const sessions = isPriced ? account.sessions.map(withCost) : account.sessions;

  progress('reading configurations');
  const bypassed = sessions.some(({ bypassWindows }) => bypassWindows.length > 0);
  const recorded = work.finish(account);
  const [scan, git, searched] = await Promise.all([
    scanCase(scene.projects(options.repo), { home, options: {}, progress }),
    examineWork(recorded, { home, invocation }),
    search,
  ]);
  const facts = { touched: credentials.touched(), inTranscripts: searched.secrets, bypassed };
  const configured = await examineConfiguration(scene, facts, invocation);
  detection.observeMoves(git.moves, recorded.calls);

  const findings = [...detection.finish(), ...foreign.finish(sessions), ...configured.findings].sort(byLevel);
  const allGaps: Gap[] = distinctGaps([
    ...tampered,
    ...joinGaps,
    ...account.gaps,
    ...gaps,
    ...searched.gaps,
    ...scan.gaps,
    ...git.gaps,
  ]);
  const consequences = consequencesOf(findings);
  const { coverage } = account;
  const assessed = { consequences, findings, gaps: allGaps, coverage };
  const disclosure = decideDisclosure(assessed);
  const { servers, rotations } = configured;
  const plan = withSteps(git.plan, configured.steps);
  const verdict = reachVerdict(assessed);
  const known = { disclosure, sessions, mcpServers: servers, rotations, moves: git.moves, plan };
  const report: CaseReport = {
    schemaVersion: 1,
    tool: { name: 'yolo-triage', version: invocation.version },
    generatedAt: invocation.now.toISOString(),
    subject: caseSubject(home, options),
    verdict,
    disclosure,
    coverage,
    nextSteps: nextStepsOf({ ...known, verdict, consequences, findings, occurrences: scan.occurrences }),
    occurrences: scan.occurrences,
    mentions: scan.mentions,
    sessions,
    activity: activity.finish(),
    timeline: timelineOf({ sessions, findings, moves: git.moves }),
    answers: answersOf(findings),
    findings,
    moves: git.moves,
    mcpServers: servers,
    leftBehind: configured.leftBehind,
    rotations,
    plan,
    retention: account.retention,
    gaps: allGaps,
    artifacts: hashArtifacts(home, account.artifacts, searched.digests),
  };
  const { posture, settings } = configured;
  const { valueDigests } = searched;
  return { report, posture, settings, valueDigests };
}

function byLevel(a: Finding, b: Finding): number {
  return compareLevels(b.level, a.level);
}
