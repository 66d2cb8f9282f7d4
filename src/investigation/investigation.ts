import type { CaseReport } from '../assess/case-report.ts';
import { withCost } from '../assess/cost/estimate-cost.ts';
import { corroborate } from '../assess/join-logs/corroborate.ts';
import type { Sightings } from '../assess/join-logs/sightings.ts';
import type { EffectiveSetting } from '../assess/posture/effective-settings.ts';
import { withRequest } from '../assess/requests/request-of.ts';
import type { Finding } from '../detect/finding.ts';
import { type Detected, detectedOnce } from '../detect/finding-groups.ts';
import type { PostureItem } from '../events/posture-item.ts';
import type { AcceptanceOf } from '../evidence/case-file/acceptance.ts';
import type { Evidence } from '../evidence/configuration/read-text.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { progressOf } from '../invocation/reading-progress.ts';
import { compareLevels } from '../level.ts';
import { withUnreadCommands } from '../transcripts/coverage/coverage-of.ts';
import { type Inventory, inventory } from '../transcripts/inventory.ts';
import { type SearchedTranscripts, searchTranscripts } from '../transcripts/secrets/search-transcripts.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';
import { analystAnswers } from './case/analyst-answers.ts';
import { type CaseFacts, caseReportOf } from './case/case-report-of.ts';
import { distinctGaps } from './case/distinct-gaps.ts';
import {
  type ExaminationOption,
  type ExaminedCase,
  examineCase,
  type WatchedTranscripts,
} from './case/examine-case.ts';
import { openEvidence } from './configuration/open-evidence.ts';
import { type Detection, placeOf } from './detection.ts';
import { returnedBy, watchCalls } from './watch-calls.ts';
import { caseWatchers, type WatcherOption } from './watchers.ts';

/** A case, and what of the posture no case holds. */
export interface Investigation extends Pick<SearchedTranscripts, 'valueDigests'> {
  readonly report: CaseReport;
  /** Everything that acts later or guards, whoever wrote it. */
  readonly posture: readonly PostureItem[];
  readonly settings: readonly EffectiveSetting[];
}

/** Options that a case depends on. */
export type CaseOption = WatcherOption | ExaminationOption | 'timeZone';

/**
 * The whole runbook: each transcript is read once, each repository opened once.
 * @param isPriced what the tokens cost is estimated
 */
export async function investigate(invocation: Invocation<CaseOption>, isPriced = false): Promise<CaseReport> {
  return (await returnedBy(investigation(invocation, isPriced))).report;
}

/** The same, with every call on the way, when its effects are known. */
export async function* investigation(
  invocation: Invocation<CaseOption>,
  isPriced = false,
): AsyncGenerator<ToolCall, Investigation> {
  const { evidence, gaps: gapsOfReading } = openEvidence(invocation);
  const { home } = evidence;
  const watchers = await caseWatchers(evidence, invocation);

  invocation.progress('reading transcripts');
  const search = searchTranscripts(evidence);
  const read = yield* watchCalls(callsOf(evidence, invocation), home, Object.values(watchers));
  const understood = watchers.understanding.result(read);
  const account = {
    ...read,
    sessions: isPriced ? read.sessions.map(withCost) : read.sessions,
    coverage: withUnreadCommands(read.coverage, understood.unread),
    gaps: [...read.gaps, ...understood.gaps],
  };
  const foreign = await watchers.foreignLogs.result(account);
  const watched = { watchers, account, search, foreign };

  invocation.progress('reading configurations');
  const examined = await examineCase(watched, evidence, invocation);
  const { acceptanceOf } = analystAnswers(invocation);
  const gathered = gather(watched, examined, { gapsOfReading, acceptanceOf });
  const report = caseReportOf({ ...watched, examined, ...gathered }, home, invocation);
  const { posture, settings } = examined.configured;
  return { report, posture, settings, valueDigests: examined.searched.valueDigests };
}

function callsOf({ home, isLive = false }: Evidence, invocation: Invocation<CaseOption>): Inventory {
  const { options, now, env } = invocation;
  const { since, until, repo: repositories, git: given } = options;
  const selection = { ...(since && { since }), ...(until && { until }) };
  const git = { searchPath: env['PATH'] ?? '', given };
  return inventory(home, selection, { now, isLive, repositories, git, onProgress: progressOf(invocation) });
}

/** What is known besides what was examined. */
interface Gathering {
  readonly acceptanceOf: AcceptanceOf | undefined;
  /** Of settings, configurations and what they name. */
  readonly gapsOfReading: readonly Gap[];
}

/** Everything that was found, and everything that could not be read. */
function gather(
  { watchers, account, foreign }: WatchedTranscripts,
  { work, git, configured, scan, searched }: ExaminedCase,
  { gapsOfReading, acceptanceOf }: Gathering,
): Pick<CaseFacts, 'detected' | 'gaps' | 'witnesses'> {
  watchers.detection.moves(git.moves, work.calls);
  const others = [...foreign.findings, ...configured.findings]
    .map((finding) => answered(finding, acceptanceOf))
    .map(detectedOnce);
  const detected = [...watchers.detection.result(), ...others]
    .map((one) => seenBy(one, foreign.sightings))
    .map(judged);
  const gaps = [
    ...watchers.tampering.result(account),
    ...watchers.startedAgents.result(account),
    ...foreign.gaps,
    ...account.gaps,
    ...gapsOfReading,
    ...searched.gaps,
    ...scan.gaps,
    ...git.gaps,
  ];
  return {
    detected: detected.sort(byLevel),
    gaps: distinctGaps(gaps.map((gap) => shownBefore(gap, watchers.detection))),
    witnesses: foreign.witnesses,
  };
}

/** Of what was deleted and stands in the transcript whole, nothing is lost. */
function shownBefore(gap: Gap, { deletedShown }: Pick<Detection, 'deletedShown'>): Gap {
  const isShown = gap.kind === 'tampering' && gap.evidence && deletedShown.has(placeOf(gap.evidence));
  return isShown
    ? { ...gap, kind: 'missing', reason: `${gap.reason}; calls before had shown all that it held` }
    : gap;
}

/** Findings that no query makes are about one thing each. */
function answered(finding: Finding, acceptanceOf: AcceptanceOf | undefined): Finding {
  const accepted = finding.accepted ?? acceptanceOf?.(finding);
  return accepted === undefined ? finding : { ...finding, accepted };
}

function seenBy({ finding, occasions }: Detected, sightings: Sightings | undefined): Detected {
  return { finding: sightings ? corroborate(finding, sightings) : finding, occasions };
}

function judged({ finding, occasions }: Detected): Detected {
  return { finding: withRequest(finding), occasions };
}

function byLevel({ finding: a }: Detected, { finding: b }: Detected): number {
  return compareLevels(b.level, a.level);
}
