import { type ClockOffset, OffsetVotes } from '../../assess/join-logs/clock-offset.ts';
import { LogCoverage } from '../../assess/join-logs/log-coverage.ts';
import type { RunningCalls } from '../../assess/join-logs/running-calls.ts';
import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import { LogReading, type RecordCounts } from '../../events/foreign-logs/log-reading.ts';
import type { ForeignRecord } from '../../evidence/foreign-logs/foreign-record.ts';
import { readForeignLog } from '../../evidence/foreign-logs/read-foreign-log.ts';
import type { ReportGap } from '../../evidence/gap.ts';

/** What a first reading of a log tells. */
export interface ScannedLog {
  readonly path: string;
  readonly counts: RecordCounts;
  readonly sources: readonly string[];
  readonly coverage: LogCoverage;
  readonly offset: ClockOffset;
  readonly isSelective: boolean;
  readonly isLocalTime: boolean;
  /** Its events in the order of time, where they are few enough to be held. */
  readonly kept?: readonly ForeignEvent[];
}

/** More are read again from the file: memory does not grow with the log. */
const mostKept = 20_000;

/**
 * @param others takes objects that tell of no event
 * @throws {TriageError} where the file cannot be opened
 */
export async function scanLog(
  path: string,
  calls: RunningCalls,
  { reportGap, others }: { readonly reportGap: ReportGap; readonly others: (record: ForeignRecord) => void },
): Promise<ScannedLog> {
  const [reading, coverage, votes] = [new LogReading(), new LogCoverage(), new OffsetVotes(calls)];
  let kept: ForeignEvent[] | undefined = [];
  const take = (events: readonly ForeignEvent[]): void => {
    for (const event of events) {
      coverage.take(event);
      votes.take(event);
      kept?.push(event);
    }
    if (kept && kept.length > mostKept) kept = undefined;
  };
  for await (const batch of readForeignLog(path, reportGap)) {
    for (const record of batch) {
      const events = reading.take(record);
      if (events.length > 0) take(events);
      else if (typeof record.value !== 'string') others(record);
    }
  }
  take(reading.end());
  const { counts, sources, isSelective, isLocalTime } = reading;
  const sorted = kept?.sort((a, b) => a.atMs - b.atMs);
  const facts = { path, counts, sources, coverage, offset: votes.result(), isSelective, isLocalTime };
  return { ...facts, ...(sorted && { kept: sorted }) };
}

/** The events of a log in the order of time, as far as they stand no farther apart than the window holds. */
export async function* eventsOf({ path, kept }: ScannedLog): AsyncGenerator<readonly ForeignEvent[]> {
  if (kept) {
    yield kept;
    return;
  }
  const reading = new LogReading();
  let window: ForeignEvent[] = [];
  for await (const batch of readForeignLog(path, () => undefined)) {
    for (const record of batch) for (const event of reading.take(record)) window.push(event);
    if (window.length < windowEvents) continue;
    window.sort((a, b) => a.atMs - b.atMs);
    yield window.slice(0, -heldBack);
    window = window.slice(-heldBack);
  }
  yield [...window, ...reading.end()].sort((a, b) => a.atMs - b.atMs);
}

const windowEvents = 8_192;
const heldBack = 4_096;
