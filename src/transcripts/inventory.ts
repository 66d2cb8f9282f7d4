import type { Artifact } from '../evidence/artifact.ts';
import type { Gap } from '../evidence/gap.ts';
import type { GitSearch } from '../evidence/git/find-git.ts';
import type { Home } from '../evidence/home.ts';
import type { Coverage } from './coverage/coverage.ts';
import { coverageGaps, coverageOf } from './coverage/coverage-of.ts';
import { type DigestedTranscripts, digestTranscripts } from './digest-transcripts.ts';
import { type OrphanedResult, readOrphanedResults } from './integrity/orphaned-results.ts';
import { locate, type Transcripts } from './locate-transcripts.ts';
import { planJobs, planRecordJobs } from './plan/plan-jobs.ts';
import type { Selection } from './plan/selection.ts';
import { newScanKey, type ScanKey } from './scanner/line-scanner.ts';
import type { KeptTime } from './session-inventory.ts';
import type { SessionSummary } from './session-summary.ts';
import { type Job, type JobReply, runJob } from './threads/jobs.ts';
import type { LineOf, ReadReply } from './threads/read-job.ts';
import { createPool, type Pool } from './threads/worker-pool.ts';
import type { ToolCall } from './tool-call.ts';
import type { UnclaimedRecords } from './unclaimed-records.ts';
import type { UnreadStore } from './unread-store.ts';
import type { Writing } from './writing.ts';

/** Everything that the transcripts say besides the calls themselves. */
export interface InventoryAccount {
  /** In the order of their first time, then of their id; each over all its calls. */
  readonly sessions: readonly SessionSummary[];
  /** How long transcripts were kept. */
  readonly retention: KeptTime;
  /** Every session with a transcript, selected or not, by its id and by the names under which it is known elsewhere. */
  readonly known: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
  /** In the order of their types. */
  readonly unclaimed: readonly UnclaimedRecords[];
  /** Every transcript that was read. */
  readonly artifacts: readonly Artifact[];
  /** Stores of other agents, whose sessions were not read. */
  readonly unread: readonly UnreadStore[];
  /** What any answer from it stands on. */
  readonly coverage: Coverage;
  /** Results whose call is nowhere; absent where the calls were not read. */
  readonly orphans?: readonly OrphanedResult[];
}

/**
 * The tool calls of a home. Sessions come in the order of their first time, then of their id; the calls of a session
 * in time order.
 */
export interface Inventory extends AsyncIterable<ToolCall> {
  /** The rows of the calls, written where they are read: without input, result and prompt. */
  text(writing: Writing): AsyncIterable<string>;
  /**
   * What else there is to say, once the calls are exhausted.
   * @throws where they are not
   */
  account(): InventoryAccount;
}

/** How an inventory is made. */
export interface InventorySettings {
  /** `false` leaves out `result` and `prompt`, which cost as much as all the rest. */
  readonly withResults?: boolean;
  /** `false` leaves `input` empty, of which `argument` has the telling part. */
  readonly withInput?: boolean;
  /** `true` fills in `effects`; a caller that analyses the calls itself leaves them empty. */
  readonly withEffects?: boolean;
  /** Told how much has been read. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
  /** For questions that reach back further than transcripts are kept. */
  readonly now?: Date;
  /** The home is the one that this machine runs with: paths of the evidence are paths of this machine. */
  readonly isLive?: boolean;
  /** Where to look for what starts sessions, besides the folders in which they worked; absolute on this machine. */
  readonly repositories?: readonly string[];
  /** Where a git may be looked for; without it no history of a repository is read. */
  readonly git?: Pick<GitSearch, 'searchPath' | 'given'>;
}

/** Reads every transcript of a home, one call per `tool_use` id however often the transcripts repeat it. */
export function inventory(
  home: Home,
  selection: Selection = {},
  settings: InventorySettings = {},
): Inventory {
  let account: InventoryAccount | undefined;

  async function* replies(writing?: Writing): AsyncGenerator<ReadReply> {
    const transcripts = locate(home, selection, settings.isLive);
    const pool = poolFor(transcripts, writing?.line);
    try {
      const key = newScanKey();
      const digested = await digestTranscripts(pool, transcripts, { key, selection, ...settings });
      const gaps = [...digested.gaps];
      if (!settings.withEffects) gaps.push(...(await tampering(pool, digested, { transcripts, key })));
      const text = writing && (writing.salt ? { salt: writing.salt } : {});
      const jobs = planJobs(digested, transcripts, { key, selection, ...settings, ...(text && { text }) });
      for await (const reply of pool.run(jobs)) {
        // The pool's replies are those of its jobs.
        const read = reply as ReadReply;
        gaps.push(...read.gaps);
        yield read;
      }
      const orphans = readOrphanedResults(digested.orphans, transcripts.files, key);
      account = { ...accountOf(digested, transcripts, { gaps, selection }), orphans };
    } finally {
      await pool.close();
      transcripts.close();
    }
  }

  return {
    async *[Symbol.asyncIterator]() {
      for await (const { calls } of replies()) yield* calls;
    },
    async *text(writing) {
      for await (const { text } of replies(writing)) yield text;
    },
    account() {
      if (!account) throw new Error('the account of an inventory is known only when its calls are exhausted');
      return account;
    },
  };
}

/** The same without the calls: summaries, gaps and artifacts, at a fraction of the cost. */
export async function summariseTranscripts(
  home: Home,
  selection: Selection = {},
  settings: Pick<InventorySettings, 'onProgress' | 'now' | 'isLive' | 'repositories' | 'git'> = {},
): Promise<InventoryAccount> {
  const transcripts = locate(home, selection, settings.isLive);
  const pool = poolFor(transcripts);
  try {
    const key = newScanKey();
    const digested = await digestTranscripts(pool, transcripts, { key, selection, ...settings });
    const tampered = await tampering(pool, digested, { transcripts, key });
    return accountOf(digested, transcripts, { gaps: [...digested.gaps, ...tampered], selection });
  } finally {
    await pool.close();
    transcripts.close();
  }
}

/** What calls did to the records themselves, where the effects of calls are not asked for. */
async function tampering(
  pool: Pool<Job, JobReply>,
  digested: DigestedTranscripts,
  { transcripts, key }: { readonly transcripts: Transcripts; readonly key: ScanKey },
): Promise<Gap[]> {
  const gaps: Gap[] = [];
  // The pool's replies are those of its jobs.
  for await (const reply of pool.run(planRecordJobs(digested, transcripts, key))) {
    gaps.push(...(reply as ReadReply).gaps);
  }
  return gaps;
}

/**
 * Below this size, one thread is as soon done as several and takes half of the processor time: every thread starts by
 * reading the program again and runs it uncompiled (`npm run bench:sessions`).
 */
const fewBytes = 256 * 1024 * 1024;

function poolFor({ artifacts }: Transcripts, line: LineOf = JSON.stringify): Pool<Job, JobReply> {
  const sizeBytes = artifacts.reduce((sum, artifact) => sum + artifact.sizeBytes, 0);
  return createPool((job) => runJob(job, line), sizeBytes < fewBytes ? 'here' : 'threads');
}

function accountOf(
  { sessions: digested, known, retention, counts, remarks, unclaimed }: DigestedTranscripts,
  { artifacts, unread, files }: Transcripts,
  { gaps, selection }: { readonly gaps: readonly Gap[]; readonly selection: Selection },
): InventoryAccount {
  const sessions = digested.map(({ summary }) => summary);
  const agentsOfFiles = files.map(({ agent }) => agent);
  const coverage = coverageOf({ counts, sessions, artifacts, agentsOfFiles, unread, remarks }, selection);
  return {
    sessions,
    artifacts,
    unread,
    coverage,
    known,
    retention,
    unclaimed,
    gaps: [...gaps, ...coverageGaps(coverage)],
  };
}
