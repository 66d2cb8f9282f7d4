import { claudeCode } from '../agents/claude-code.ts';
import type { Artifact } from '../evidence/artifact.ts';
import type { Gap } from '../evidence/gap.ts';
import type { GitSearch } from '../evidence/git/find-git.ts';
import { countRecords } from './coverage/count-records.ts';
import type { RecordCounts } from './coverage/coverage.ts';
import type { KnownGroup, Orphan } from './digest/group-digest.ts';
import { groupFiles } from './group-files.ts';
import { backdatedTranscripts } from './integrity/backdated-transcripts.ts';
import { keptTime } from './integrity/integrity.ts';
import { integrityGaps, integrityRemarks, retentionFor } from './integrity/integrity-gaps.ts';
import { GroupMerger, type MergedSession } from './join/merge-groups.ts';
import { findLaunches } from './launch/launches.ts';
import { type DigestedSession, withLaunch } from './launch/with-launch.ts';
import type { Transcripts } from './locate-transcripts.ts';
import { copyReader } from './plan/compare-copies.ts';
import { absentChoices, requireOccurring } from './plan/require-occurring.ts';
import { isCallAskedFor, isSessionAskedFor, type Selection, selectsSession } from './plan/selection.ts';
import type { ScanKey } from './scanner/line-scanner.ts';
import type { KeptTime } from './session-inventory.ts';
import { repositoryFinder } from './summary/repository-finder.ts';
import { summariseSession } from './summary/summarise.ts';
import type { DigestJob, DigestReply } from './threads/digest-job.ts';
import type { Job, JobReply } from './threads/jobs.ts';
import type { Pool } from './threads/worker-pool.ts';
import type { UnclaimedRecords } from './unclaimed-records.ts';

/** Everything that one reading of all transcripts tells. */
export interface DigestedTranscripts {
  readonly groups: readonly KnownGroup[];
  /** The selected ones, in order. */
  readonly sessions: readonly DigestedSession[];
  /** Results whose call is nowhere. */
  readonly orphans: readonly Orphan[];
  readonly retention: KeptTime;
  /** Every session, selected or not, by every name. */
  readonly known: ReadonlySet<string>;
  /** What was asked for, in the window and outside of it. */
  readonly counts: RecordCounts;
  /** What an empty answer does not say by itself. */
  readonly remarks: readonly string[];
  readonly gaps: readonly Gap[];
  readonly unclaimed: readonly UnclaimedRecords[];
}

export interface DigestSettings {
  /** Secret, new in every run. */
  readonly key: ScanKey;
  readonly selection: Selection;
  /** The home is the one that this machine runs with. */
  readonly isLive?: boolean;
  /** Where to look for what starts sessions, besides the folders in which they worked; absolute on this machine. */
  readonly repositories?: readonly string[];
  /** Where a git may be looked for; without it no history of a repository is read. */
  readonly git?: Pick<GitSearch, 'searchPath' | 'given'>;
  /** Told how much has been read. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
  /** For questions that reach back further than transcripts are kept. */
  readonly now?: Date;
}

/**
 * Reads all transcripts once, then joins what they tell.
 * @throws {TriageError} where a tool or a project was asked for that never occurs
 */
export async function digestTranscripts(
  pool: Pool<Job, JobReply>,
  transcripts: Transcripts,
  { key, selection, onProgress, now, isLive = false, repositories = [], git }: DigestSettings,
): Promise<DigestedTranscripts> {
  const jobs = groupFiles(transcripts.files).map((files): DigestJob => ({ kind: 'digest', key, files }));
  const sizes = sizesOf(transcripts.artifacts);
  const totalBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const merger = new GroupMerger();
  const { groups } = merger;
  const gaps: Gap[] = [];
  const unclaimed: UnclaimedRecords[] = [];
  let readBytes = 0;
  for await (const reply of pool.run(jobs)) {
    // The pool's replies are those of its jobs.
    const { digest, gaps: found } = reply as DigestReply;
    for (const { file } of jobs[groups.length]?.files ?? []) {
      readBytes += sizes.get(file.reference) ?? 0;
      // A database holds many sessions.
      sizes.delete(file.reference);
    }
    onProgress?.(readBytes, totalBytes);
    merger.take(digest, jobs[groups.length]?.files[0]?.file.agent ?? '');
    gaps.push(...found);
    unclaimed.push(...digest.unclaimed);
  }
  const copies = copyReader(transcripts.files, key);
  const merged = merger.finish(copies.compare);
  copies.close();
  const recorded = merged.sessions.map((session) => ({
    merged: session,
    summary: summariseSession(groups, session),
  }));
  const { launches, gaps: launchGaps } = await findLaunches(
    // What starts one agent without prompts tells nothing of another.
    recorded.flatMap(({ summary }) => (summary.agent === claudeCode.id ? [summary] : [])),
    { home: transcripts.home, isLive, repositories, ...(git && { git }) },
  );
  const placed = repositoryFinder({ home: transcripts.home, isLive, reportGap: () => undefined });
  const all = recorded.map((session) => placed(withLaunch(groups, session, launches)));
  const summaries = all.map(({ summary }) => summary);
  requireOccurring(selection, summaries);
  const sessions = all.filter(({ summary }) => selectsSession(selection, summary));
  const asked = all.filter(({ summary }) => isSessionAskedFor(selection, summary));
  const { retention, gaps: settingsGaps } = retentionFor(all, transcripts, isLive);
  const asOf = now && lastState(transcripts, all, { now, isLive });
  const known = { transcripts, selection, retention, ...(now && { now }), ...(asOf && { asOf }) };
  const lastAts = groups.map((group) => Math.max(...group.sessions.map(({ lastAt = 0 }) => lastAt)));
  const read = jobs.map(({ files }, index) => ({ files, lastAt: lastAts[index] ?? 0 }));
  return {
    groups,
    sessions,
    orphans: merged.orphans,
    known: new Set(merged.sessions.flatMap(namesOf)),
    counts: countRecords(
      groups,
      asked.map(({ merged: session }) => session),
      { ...selection, selects: (call) => isCallAskedFor(selection, groups, call) },
    ),
    remarks: [...absentChoices(selection, summaries), ...integrityRemarks(all, known)],
    retention: keptTime(retention, asOf),
    unclaimed: addedUp(unclaimed),
    gaps: [
      ...transcripts.gaps,
      ...gaps,
      ...launchGaps,
      ...settingsGaps,
      ...integrityGaps({ ...merged, groups, all, selected: sessions }, known),
      ...backdatedTranscripts(read, transcripts.artifacts),
    ],
  };
}

function addedUp(counts: readonly UnclaimedRecords[]): UnclaimedRecords[] {
  const sums = new Map<string, number>();
  for (const { type, records } of counts) sums.set(type, (sums.get(type) ?? 0) + records);
  return [...sums].map(([type, records]) => ({ type, records })).sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** Sessions delete old transcripts when they start: a live home may lose some until now, any other has until its last record. */
function lastState(
  { traces }: Transcripts,
  sessions: readonly DigestedSession[],
  { now, isLive }: { readonly now: Date; readonly isLive: boolean },
): Date {
  if (isLive) return now;
  const ended = sessions.map(({ summary: { endedAt } }) => Date.parse(endedAt ?? ''));
  const traced = traces.flatMap((trace) => [...trace.sessions.values()]);
  const times = [...ended, ...traced].filter((time) => time <= now.getTime());
  return times.length === 0 ? now : new Date(times.reduce((last, time) => Math.max(last, time)));
}

function namesOf({ sessionId, parts }: MergedSession): string[] {
  return [sessionId, ...parts.flatMap(({ aliases }) => aliases)];
}

function sizesOf(artifacts: readonly Artifact[]): Map<string, number> {
  return new Map(artifacts.map(({ path, sizeBytes }) => [path, sizeBytes]));
}
