import { createActivity } from '../assess/activity.ts';
import type { CaseReport } from '../assess/case-report.ts';
import { consequencesOf } from '../assess/consequences.ts';
import { decideDisclosure } from '../assess/disclosure.ts';
import { nextStepsOf } from '../assess/next-steps.ts';
import { timelineOf } from '../assess/timeline.ts';
import { reachVerdict } from '../assess/verdict.ts';
import type { Finding } from '../detect/finding.ts';
import type { Gap } from '../evidence/gap.ts';
import { compareLevels } from '../level.ts';
import type { Invocation } from './command.ts';
import { examineServers } from './configuration/configuration-findings.ts';
import { configurationScene } from './configuration/configuration-scene.ts';
import { mcpServers } from './configuration/mcp-servers.ts';
import { openEvidence } from './configuration/open-evidence.ts';
import { startDetection } from './detection.ts';
import { collectWork } from './git/recorded-work.ts';
import { inventory } from './inventory.ts';
import { caseSubject } from './pipeline/case-subject.ts';
import { distinctGaps } from './pipeline/distinct-gaps.ts';
import { examineWork } from './pipeline/examine-work.ts';
import { collectForJoin } from './pipeline/foreign-logs.ts';
import { hashArtifacts } from './pipeline/hash-artifacts.ts';
import { scanCase } from './pipeline/scan-case.ts';

/** The whole runbook: each transcript is read once, each repository opened once. */
export async function investigate(invocation: Invocation): Promise<CaseReport> {
  const { options, progress } = invocation;
  const { evidence, gaps } = openEvidence(invocation);
  const { home } = evidence;
  const scene = configurationScene(evidence);
  const detection = startDetection(home, options);
  const work = collectWork();
  const activity = createActivity();
  const joinGaps: Gap[] = [];
  const foreign = collectForJoin(options, (gap) => joinGaps.push(gap));

  progress('reading transcripts');
  const { since, until } = options;
  const calls = inventory(home, { ...(since && { since }), ...(until && { until }) });
  for await (const recorded of calls) {
    const analysed = detection.observe(recorded);
    scene.observe(analysed.call);
    work.take(analysed);
    activity.observe(analysed.call);
    foreign.observe(analysed.call);
  }
  const account = calls.account();
  const findings = [...detection.finish(), ...foreign.finish()].sort(byLevel);

  progress('reading configurations');
  const { items: servers } = examineServers(mcpServers(scene, options.repo), {
    ...options,
    home: home.recordedPath,
  });
  const scan = await scanCase(scene.projects(options.repo), { home, invocation });
  const git = await examineWork(work.finish(account), { home, invocation });

  const allGaps: Gap[] = distinctGaps([...joinGaps, ...account.gaps, ...gaps, ...scan.gaps, ...git.gaps]);
  const consequences = consequencesOf(findings);
  const disclosure = decideDisclosure(consequences, allGaps);
  const { sessions } = account;
  const known = { disclosure, consequences, sessions, mcpServers: servers, moves: git.moves, plan: git.plan };
  return {
    schemaVersion: 1,
    tool: { name: 'yolo-triage', version: invocation.version },
    generatedAt: invocation.now.toISOString(),
    subject: caseSubject(home, options),
    verdict: reachVerdict(consequences, findings, allGaps),
    disclosure,
    nextSteps: nextStepsOf({ ...known, occurrences: scan.occurrences }),
    occurrences: scan.occurrences,
    mentions: scan.mentions,
    sessions,
    activity: activity.finish(),
    timeline: timelineOf({ sessions, findings, moves: git.moves }),
    findings,
    moves: git.moves,
    mcpServers: servers,
    plan: git.plan,
    gaps: allGaps,
    artifacts: hashArtifacts(home, account.artifacts),
  };
}

function byLevel(a: Finding, b: Finding): number {
  return compareLevels(b.level, a.level);
}
