import { flag } from '../digest/group-digest.ts';
import type { DigestedTranscripts } from '../digest-transcripts.ts';
import { homeInCommands } from '../effects/home-in-commands.ts';
import type { Transcripts } from '../locate-transcripts.ts';
import type { ScanKey } from '../scanner/line-scanner.ts';
import type { ReadJob } from '../threads/read-job.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { planReading, type ReadPlan } from './read-plan.ts';
import { type Selection, selectsCall } from './selection.ts';

export interface ReadSettings {
  readonly key: ScanKey;
  readonly selection: Selection;
  readonly withResults?: boolean;
  readonly withInput?: boolean;
  readonly withEffects?: boolean;
  readonly text?: ReadJob['text'];
}

/**
 * One job a session: its selected calls, and with effects those before them, because effects build on each other.
 * Planned when they are asked for: all plans together would be as large as all that is known of the calls.
 */
export function* planJobs(
  { groups, sessions }: DigestedTranscripts,
  { home, files }: Transcripts,
  { key, selection, withResults = true, withInput = true, withEffects = false, text }: ReadSettings,
): Generator<ReadJob> {
  for (const { merged, summary } of sessions) {
    const marked = merged.calls.map((call) => ({ ...call, selected: selectsCall(selection, groups, call) }));
    const wanted = marked.filter(({ selected }) => selected);
    if (wanted.length === 0) continue;
    const calls = withEffects ? marked : wanted;
    const plan = planReading(groups, merged, { calls, project: summary.project });
    const parts = { withResults, withInput, ...(text && { text }) };
    const job = { kind: 'read', key, plan, files: filesOf(plan, files), ...parts } as const;
    yield withEffects ? { ...job, effectsIn: homeInCommands(home) } : job;
  }
}

/** One job for each session with calls that may have removed records of sessions: what they did decides. */
export function* planRecordJobs(
  { groups, sessions }: DigestedTranscripts,
  { home, files }: Transcripts,
  key: ScanKey,
): Generator<ReadJob> {
  for (const { merged, summary } of sessions) {
    const calls = [...merged.calls]
      .filter(
        ({ group, row }) => ((groups[group]?.calls.column.flags[row] ?? 0) & flag.mayRemoveRecords) !== 0,
      )
      .map((call) => ({ ...call, selected: false }));
    if (calls.length === 0) continue;
    const plan = planReading(groups, merged, { calls, project: summary.project });
    const effectsIn = homeInCommands(home);
    yield {
      kind: 'read',
      key,
      plan,
      files: filesOf(plan, files),
      withResults: false,
      withInput: true,
      effectsIn,
    };
  }
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
