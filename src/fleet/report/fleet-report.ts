import type { Level } from '../../level.ts';
import type { FleetRow } from '../duckdb/open-database.ts';
import type { RefusedCount } from '../load/refused-count.ts';

/** The organisation's report: what stands in a fleet database, in the order in which a reader acts. */
export interface FleetReport {
  readonly schemaVersion: 1;
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly coverage: FleetCoverage;
  readonly trend: readonly TrendLine[];
  readonly sections: readonly FleetSection[];
  /** Every hunt, whether or not a section shows its rows. */
  readonly hunts: readonly HuntCount[];
  readonly refused: readonly RefusedCount[];
}

/** How much of the organisation the answers rest on. Counts, unless said otherwise. */
export interface FleetCoverage {
  readonly hosts: number;
  readonly teams: number;
  /** Hosts with a finished run in the last seven days. */
  readonly reporting: number;
  readonly hostsWithFlag: number;
  /** Hosts on which calls ran with prompts off. */
  readonly hostsWithBypass: number;
  readonly sessions: number;
  readonly calls: number;
  readonly bypassCalls: number;
  readonly bypassHours: number;
  /** Calls of which nothing tells the mode: prompts may have been off. */
  readonly unknownModeCalls: number;
  readonly hostsWithUnknownMode: number;
  /** Of agents whose records are not read. */
  readonly unreadSessions: number;
  readonly hostsWithUnreadAgents: number;
  /** Hosts on which nothing found proves nothing: rows of the hunt for gaps. */
  readonly hostsWithGaps: number;
  /** ISO 8601 UTC; absent where no transcript told a time. */
  readonly evidenceFrom?: string;
  readonly evidenceTo?: string;
}

/** A number as of the run before the last of each host, and as of the last. */
export interface TrendLine {
  readonly what: string;
  readonly before: number;
  readonly now: number;
}

/** A question, its answer and what to do. */
export interface FleetSection {
  readonly title: string;
  readonly parts: readonly FleetPart[];
}

export interface FleetPart {
  readonly question: string;
  readonly level?: Level;
  readonly rows: readonly FleetRow[];
  /** Of all rows; no more than a bound of them are held. */
  readonly total: number;
  readonly nextStep: string;
}

export interface HuntCount {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly rows: number;
}
