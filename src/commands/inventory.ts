import { join } from 'node:path';
import type { SessionSummary } from '../events/session-summary.ts';
import type { ToolCall } from '../events/tool-call.ts';
import type { GroupDigest } from '../events/transcript/group-digest.ts';
import { newSalt } from '../events/transcript/id-hash.ts';
import { type MergedSession, mergeGroups } from '../events/transcript/merge-groups.ts';
import { planReading, type ReadPlan } from '../events/transcript/read-plan.ts';
import { summariseSession } from '../events/transcript/summarise.ts';
import { acquire } from '../evidence/acquire.ts';
import type { Artifact } from '../evidence/artifact.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Home } from '../evidence/home.ts';
import { givenTranscript, locateTranscripts } from '../evidence/transcripts/locate-transcripts.ts';
import type { TranscriptFile } from '../evidence/transcripts/transcript-file.ts';
import type { DigestJob, DigestReply } from './inventory/digest-job.ts';
import { groupFiles } from './inventory/group-files.ts';
import { type Job, type JobReply, runJob } from './inventory/jobs.ts';
import type { ReadJob, ReadReply } from './inventory/read-job.ts';
import { type Selection, selectsCall, selectsSession } from './inventory/selection.ts';
import { createPool, type Pool } from './inventory/worker-pool.ts';

/** Everything that the transcripts say besides the calls themselves. */
export interface InventoryAccount {
  /** In the order of their first time, then of their id; each over all its calls. */
  readonly sessions: readonly SessionSummary[];
  readonly gaps: readonly Gap[];
  /** Every transcript that was read. */
  readonly artifacts: readonly Artifact[];
}

/**
 * The tool calls of a home. Sessions come in the order of their first time, then of their id; the calls of a session
 * in time order.
 */
export interface Inventory extends AsyncIterable<ToolCall> {
  /**
   * What else there is to say, once the calls are exhausted.
   * @throws where they are not
   */
  account(): InventoryAccount;
}

/** How an inventory is made; none of it changes what it says. */
export interface InventorySettings {
  /** `false` leaves out `result` and `prompt`, which cost as much as all the rest. */
  readonly withResults?: boolean;
  /** `true` fills in `effects`; a caller that analyses the calls itself leaves them empty. */
  readonly withEffects?: boolean;
}

/** Reads every transcript of a home, one call per `tool_use` id however often the transcripts repeat it. */
export function inventory(
  home: Home,
  selection: Selection = {},
  settings: InventorySettings = {},
): Inventory {
  let account: InventoryAccount | undefined;
  return {
    async *[Symbol.asyncIterator]() {
      const transcripts = locate(home, selection);
      const pool = poolFor(transcripts);
      try {
        const survey = await surveyWith(pool, transcripts, selection);
        const jobs = readJobs(survey, transcripts, { selection, settings });
        for await (const reply of pool.run(jobs)) {
          // The pool's replies are those of its jobs.
          const { calls, lost } = reply as ReadReply;
          survey.gaps.push(...lost.map(changedMeanwhile));
          yield* calls;
        }
        account = accountOf(survey);
      } finally {
        await pool.close();
      }
    },
    account() {
      if (!account) throw new Error('the account of an inventory is known only when its calls are exhausted');
      return account;
    },
  };
}

/** The same without the calls: summaries, gaps and artifacts, at a fraction of the cost. */
export async function survey(home: Home, selection: Selection = {}): Promise<InventoryAccount> {
  const transcripts = locate(home, selection);
  const pool = poolFor(transcripts);
  try {
    return accountOf(await surveyWith(pool, transcripts, selection));
  } finally {
    await pool.close();
  }
}

interface Transcripts {
  readonly home: Home;
  readonly files: readonly TranscriptFile[];
  readonly artifacts: readonly Artifact[];
  readonly gaps: readonly Gap[];
}

interface Survey {
  readonly groups: readonly GroupDigest[];
  readonly sessions: readonly { readonly merged: MergedSession; readonly summary: SessionSummary }[];
  readonly artifacts: readonly Artifact[];
  readonly gaps: Gap[];
}

/** Sessions can be kept elsewhere, deleted after the retention period, or never have been. */
const noTranscripts: Gap = {
  kind: 'missing',
  reason: 'there is no transcript, which proves nothing: transcripts are deleted after 30 days by default',
  evidence: { path: '.claude/projects' },
};

function locate(home: Home, selection: Selection): Transcripts {
  const files =
    selection.files?.map((path) => givenTranscript(home, path)) ??
    locateTranscripts(home, join(home.directory, '.claude'));
  return {
    home,
    files,
    artifacts: files.flatMap((file) => acquire(file.path, file.reference) ?? []),
    gaps: files.length === 0 ? [noTranscripts] : [],
  };
}

/** Threads cost more to start than a few megabytes take to read. */
const fewBytes = 16 * 1024 * 1024;

function poolFor({ artifacts }: Transcripts): Pool<Job, JobReply> {
  const sizeBytes = artifacts.reduce((sum, artifact) => sum + artifact.sizeBytes, 0);
  return createPool(runJob, sizeBytes < fewBytes ? 'here' : 'threads');
}

async function surveyWith(
  pool: Pool<Job, JobReply>,
  transcripts: Transcripts,
  selection: Selection,
): Promise<Survey> {
  const salt = newSalt();
  const jobs = groupFiles(transcripts.files).map((files): DigestJob => ({ kind: 'digest', salt, files }));
  const gaps = [...transcripts.gaps];
  const groups: GroupDigest[] = [];
  for await (const reply of pool.run(jobs)) {
    // The pool's replies are those of its jobs.
    const { digest, gaps: found } = reply as DigestReply;
    groups.push(digest);
    gaps.push(...found);
  }
  const merged = mergeGroups(groups);
  const sessions = merged.sessions
    .map((session) => ({ merged: session, summary: summariseSession(groups, session) }))
    .filter(({ summary }) => selectsSession(selection, summary));
  return { groups, sessions, artifacts: transcripts.artifacts, gaps };
}

function readJobs(
  { groups, sessions }: Survey,
  { home, files }: Transcripts,
  { selection, settings }: { selection: Selection; settings: InventorySettings },
): ReadJob[] {
  const { withResults = true, withEffects = false } = settings;
  return sessions.flatMap(({ merged, summary }) => {
    const marked = merged.calls.map((call) => ({ ...call, selected: selectsCall(selection, groups, call) }));
    const wanted = marked.filter(({ selected }) => selected);
    if (wanted.length === 0) return [];
    // The effects of a call depend on what the session wrote before.
    const plan = planReading(groups, merged, {
      calls: withEffects ? marked : wanted,
      project: summary.project,
    });
    return {
      kind: 'read',
      plan,
      files: filesOf(plan, files),
      withResults,
      ...(withEffects && { effectsIn: home.recordedPath }),
    } satisfies ReadJob;
  });
}

function filesOf(
  { calls: { column, count } }: ReadPlan,
  files: readonly TranscriptFile[],
): Map<number, TranscriptFile> {
  const used = new Map<number, TranscriptFile>();
  for (const list of [column.file, column.resultFile, column.promptFile]) {
    for (const index of list.subarray(0, count)) {
      const file = files[index];
      if (file && !used.has(index)) used.set(index, file);
    }
  }
  return used;
}

function accountOf({ sessions, artifacts, gaps }: Survey): InventoryAccount {
  return { sessions: sessions.map(({ summary }) => summary), artifacts, gaps };
}

/** A live session may be rewritten while it is read. */
function changedMeanwhile(evidence: { readonly path: string; readonly line?: number }): Gap {
  return { kind: 'unreadable', reason: 'changed while it was read', evidence };
}
