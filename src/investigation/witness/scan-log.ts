import { type ClockOffset, OffsetVotes } from '../../assess/join-logs/clock-offset.ts';
import { LogCoverage } from '../../assess/join-logs/log-coverage.ts';
import type { RunningCalls } from '../../assess/join-logs/running-calls.ts';
import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import { LogReading, type RecordCounts } from '../../events/foreign-logs/log-reading.ts';
import type { ForeignRecord } from '../../evidence/foreign-logs/foreign-record.ts';
import { readForeignLog } from '../../evidence/foreign-logs/read-foreign-log.ts';
import type { ReportGap } from '../../evidence/gap.ts';
import { EventOrder } from './event-order.ts';

/** What a reading of a log tells of the log itself. */
export interface ScannedLog {
  readonly path: string;
  readonly counts: RecordCounts;
  readonly sources: readonly string[];
  readonly coverage: LogCoverage;
  readonly offset: ClockOffset;
  readonly isSelective: boolean;
  readonly isLocalTime: boolean;
}

/** Where a reading goes to. */
export interface Scanning {
  readonly reportGap: ReportGap;
  /** Takes objects that tell of no event. */
  readonly others: (record: ForeignRecord) => void;
  /** Takes the events in the order of time, with what is known of the log when they come. */
  readonly events: (events: readonly ForeignEvent[], log: () => ScannedLog) => void;
}

/** @throws {TriageError} where the file cannot be opened */
export async function scanLog(
  path: string,
  calls: RunningCalls,
  { reportGap, others, events: sink }: Scanning,
): Promise<ScannedLog> {
  const [reading, coverage, votes] = [new LogReading(), new LogCoverage(), new OffsetVotes(calls)];
  const order = new EventOrder();
  const log = (): ScannedLog => {
    const { counts, sources, isSelective, isLocalTime } = reading;
    return { path, counts, sources, coverage, offset: votes.result(), isSelective, isLocalTime };
  };
  const take = (events: readonly ForeignEvent[]): void => {
    for (const event of events) {
      coverage.take(event);
      votes.take(event);
    }
    const ordered = order.take(events);
    if (ordered.length > 0) sink(ordered, log);
  };
  for await (const batch of readForeignLog(path, reportGap)) {
    for (const record of batch) {
      const events = reading.take(record);
      if (events.length > 0) take(events);
      else if (typeof record.value !== 'string') others(record);
    }
  }
  take(reading.end());
  sink(order.end(), log);
  return log();
}

/** The events of a log in the order of time, and nothing else of it. */
export async function* eventsOf(path: string): AsyncGenerator<readonly ForeignEvent[]> {
  const [reading, order] = [new LogReading(), new EventOrder()];
  for await (const batch of readForeignLog(path, () => undefined)) {
    for (const record of batch) {
      const ordered = order.take(reading.take(record));
      if (ordered.length > 0) yield ordered;
    }
  }
  yield order.take(reading.end());
  yield order.end();
}

/** How a log begins, by the first events of it; nothing where its first part has none. */
export async function beginningOf(path: string): Promise<LogBeginning | undefined> {
  const reading = new LogReading();
  for await (const batch of readForeignLog(path, () => undefined)) {
    const events = [...batch.flatMap((record) => reading.take(record)), ...reading.end()];
    if (events.length === 0) return undefined;
    const fromMs = events.reduce((first, { atMs }) => Math.min(first, atMs), Number.POSITIVE_INFINITY);
    return { hasProcesses: events.some(({ kind }) => kind === 'process'), fromMs };
  }
  return undefined;
}

/** By which logs are put into an order. */
export interface LogBeginning {
  readonly hasProcesses: boolean;
  readonly fromMs: number;
}
