import { join } from 'node:path';
import type { SessionSummary } from '../events/session-summary.ts';
import type { ToolCall } from '../events/tool-call.ts';
import { createDigester, type Digest, type LinePlace } from '../events/transcript/digest.ts';
import { summariseSession } from '../events/transcript/summarise.ts';
import { type RecordAt, toolCallOf } from '../events/transcript/tool-call-of.ts';
import { type WovenCall, weave } from '../events/transcript/weave.ts';
import { acquire } from '../evidence/acquire.ts';
import type { Artifact } from '../evidence/artifact.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Home } from '../evidence/home.ts';
import { givenTranscript, locateTranscripts } from '../evidence/transcripts/locate-transcripts.ts';
import { readRecords } from '../evidence/transcripts/read-records.ts';
import { rereadRecords } from '../evidence/transcripts/reread-record.ts';
import type { TranscriptFile } from '../evidence/transcripts/transcript-file.ts';
import { type Selection, selectsCall, selectsSession } from './inventory/selection.ts';

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

/** Reads every transcript of a home, one call per `tool_use` id however often the transcripts repeat it. */
export function inventory(home: Home, selection: Selection = {}): Inventory {
  let account: InventoryAccount | undefined;
  return {
    async *[Symbol.asyncIterator]() {
      const { gaps, ...reading } = readTranscripts(home, selection);
      for (const { calls, project } of reading.selected) {
        for (const woven of calls) {
          const call = readCall(reading.files, woven, project);
          if (call) yield call;
          else gaps.push(changed(reading.files, woven));
        }
      }
      account = { sessions: reading.summaries, artifacts: reading.artifacts, gaps };
    },
    account() {
      if (!account) throw new Error('the account of an inventory is known only when its calls are exhausted');
      return account;
    },
  };
}

/** The same without the calls: summaries, gaps and artifacts, at a fraction of the cost. */
export async function survey(home: Home, selection: Selection = {}): Promise<InventoryAccount> {
  const { summaries, artifacts, gaps } = readTranscripts(home, selection);
  return { sessions: summaries, artifacts, gaps };
}

/** Sessions can be kept elsewhere, deleted after the retention period, or never have been. */
const noTranscripts: Gap = {
  kind: 'missing',
  reason: 'there is no transcript, which proves nothing: transcripts are deleted after 30 days by default',
  evidence: { path: '.claude/projects' },
};

function readTranscripts(home: Home, selection: Selection) {
  const gaps: Gap[] = [];
  const files =
    selection.files?.map((path) => givenTranscript(home, path)) ??
    locateTranscripts(home, join(home.directory, '.claude'));
  if (files.length === 0) gaps.push(noTranscripts);
  const artifacts = files.flatMap((file) => acquire(file.path, file.reference) ?? []);
  const sources = files.map(({ reference, project, kind, ...place }, file) => ({
    file,
    reference,
    project,
    kind,
    digest: digestOf({ reference, project, kind, ...place }, gaps),
  }));
  const sessions = weave(sources)
    .map((session) => ({ ...session, summary: summariseSession(session) }))
    .filter(({ summary }) => selectsSession(selection, summary));
  const selected = sessions.map(({ project, calls }) => ({
    project,
    calls: calls.filter((call) => selectsCall(selection, call)),
  }));
  return { files, artifacts, gaps, selected, summaries: sessions.map(({ summary }) => summary) };
}

function digestOf(file: TranscriptFile, gaps: Gap[]): Digest {
  const digester = createDigester(file);
  for (const { record, ...place } of readRecords(file, (gap) => gaps.push(gap))) digester.take(record, place);
  return digester.finish();
}

function readCall(files: readonly TranscriptFile[], woven: WovenCall, project: string): ToolCall | undefined {
  const { appearance, result } = woven;
  const resultRecords = result ? recordsAt(files[result.file], result.mark) : [];
  for (const call of recordsAt(files[appearance.file], appearance.mark)) {
    for (const found of resultRecords.length === 0 ? [undefined] : resultRecords) {
      const made = toolCallOf(woven, project, { call, ...(found && { result: found }) });
      if (made) return made;
    }
  }
  return undefined;
}

function recordsAt(file: TranscriptFile | undefined, place: LinePlace): RecordAt[] {
  if (!file) return [];
  const evidence = { path: file.reference, line: place.line };
  return rereadRecords(file.path, place).map((record) => ({ record, evidence }));
}

/** A live session may be rewritten while it is read. */
function changed(files: readonly TranscriptFile[], { appearance }: WovenCall): Gap {
  return {
    kind: 'unreadable',
    reason: 'changed while it was read',
    evidence: { path: files[appearance.file]?.reference ?? '', line: appearance.mark.line },
  };
}
