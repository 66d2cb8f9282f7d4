import type { Recorded } from '../../assess/join-logs/sides.ts';
import { WitnessJoin } from '../../assess/join-logs/witness-join.ts';
import type { ForeignRecord } from '../../evidence/foreign-logs/foreign-record.ts';
import type { ReportGap } from '../../evidence/gap.ts';
import { agentStartOf } from './agent-start-of.ts';
import { FittedLog } from './fitted-log.ts';
import { type Fit, fitOf, isSameFit, LogFeed } from './log-feed.ts';
import type { ProviderRecords } from './provider-side.ts';
import { beginningOf, eventsOf, type LogBeginning, type ScannedLog, scanLog } from './scan-log.ts';
import { reportEmpty, reportUnknownLines } from './unread-records.ts';

/** A log that may hold events; nothing is said of what it must hold where its content alone tells. */
export interface NamedLog {
  readonly path: string;
  readonly mustHold: string;
  readonly mayBeProvider: boolean;
}

interface Surroundings {
  readonly provider: ProviderRecords;
  readonly reportGap: ReportGap;
  /** Whether a time counts, by the clock of the transcripts. */
  readonly inWindow: (ms: number) => boolean;
}

/** A log that was read, and how its events were brought to the join. */
interface ReadLog {
  readonly log: FittedLog;
  readonly fit: Fit;
}

/**
 * Joins logs with what is recorded. Each is read once: its clock and the machines are taken as its first events show
 * them. Where the whole shows them otherwise, or the logs belong into another order, all are read again and joined anew.
 */
export async function readEventLogs(
  named: readonly NamedLog[],
  recorded: Recorded,
  { provider, reportGap, inWindow }: Surroundings,
): Promise<{ readonly join: WitnessJoin; readonly logs: readonly FittedLog[] }> {
  const emptyFeed = () => new LogFeed(new WitnessJoin(recorded, agentStartOf), inWindow);
  const feed = emptyFeed();
  const read: ReadLog[] = [];
  for (const log of await likelyOrder(named)) {
    const hosts = read.flatMap((before) => before.log.scanned.coverage.hosts);
    read.push(await firstReading(log, { feed, hosts, provider, reportGap }));
  }
  const filled = read.filter(({ log }) => log.scanned.counts.events > 0);
  const hosts = filled.flatMap(({ log }) => log.scanned.coverage.hosts);
  const used = filled.map(({ log }) => log).toSorted(byUse);
  const isRight = filled.every(
    ({ log, fit }, index) => log === used[index] && isSameFit(fit, fitOf(log.scanned, hosts)),
  );
  const logs = named.flatMap(({ path }) => used.filter(({ scanned }) => scanned.path === path));
  if (isRight) return { join: feed.join, logs };
  const again = emptyFeed();
  for (const { scanned, unusable } of used) {
    if (unusable !== undefined) continue;
    const fit = fitOf(scanned, hosts);
    for await (const events of eventsOf(scanned.path)) again.take(events, fit);
  }
  return { join: again.join, logs };
}

interface FirstReading extends Pick<Surroundings, 'provider' | 'reportGap'> {
  readonly feed: LogFeed;
  /** Of the logs that were read before. */
  readonly hosts: readonly string[];
}

async function firstReading(
  { path, mustHold, mayBeProvider }: NamedLog,
  { feed, hosts, provider, reportGap }: FirstReading,
): Promise<ReadLog> {
  let told = 0;
  let fit: Fit | undefined;
  const fitNow = (log: ScannedLog) => fitOf(log, [...hosts, ...log.coverage.hosts]);
  const scanned = await scanLog(path, feed.join.calls, {
    reportGap,
    others: (record: ForeignRecord) => {
      if (mayBeProvider && provider.take(record)) told += 1;
    },
    events: (events, log) => {
      fit ??= fitNow(log());
      feed.take(events, fit);
    },
  });
  reportUnread(scanned, { told, mustHold }, reportGap);
  return { log: new FittedLog(scanned, feed.join.calls), fit: fit ?? fitNow(scanned) };
}

function reportUnread(
  { path, counts: { unknownLines, firstUnknownLines, unknownObjects, events } }: ScannedLog,
  { told, mustHold }: { readonly told: number; readonly mustHold: string },
  reportGap: ReportGap,
): void {
  reportUnknownLines({ path, count: unknownLines, first: firstUnknownLines }, reportGap);
  if (events + told === 0) reportEmpty(path, mustHold, reportGap);
  else if (unknownObjects > told) {
    const reason = `${unknownObjects - told} records are of a kind that is not read`;
    reportGap({ kind: 'unsupported', reason, evidence: { path }, limits: 'results' });
  }
}

/** As their first events have it. */
async function likelyOrder(named: readonly NamedLog[]): Promise<readonly NamedLog[]> {
  if (named.length < 2) return named;
  const begun: { readonly log: NamedLog; readonly beginning: LogBeginning }[] = [];
  for (const log of named) begun.push({ log, beginning: (await beginningOf(log.path)) ?? unknownBeginning });
  return begun.sort((a, b) => byUse(a.beginning, b.beginning)).map(({ log }) => log);
}

const unknownBeginning: LogBeginning = { hasProcesses: false, fromMs: Number.MAX_SAFE_INTEGER };

/** What tells whose a process is comes before what processes did; rotated files in the order of their times. */
function byUse(a: LogBeginning, b: LogBeginning): number {
  return Number(b.hasProcesses) - Number(a.hasProcesses) || a.fromMs - b.fromMs;
}
