import type { CaseReport } from '../assess/case-report.ts';
import type { Status } from '../commands/command.ts';
import type { Gap } from '../evidence/gap.ts';
import type { RowOf, StreamRow } from '../fleet/row.ts';
import { gapRow } from '../fleet/rows/gap-row.ts';
import type { StreamName, streams } from '../fleet/streams.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { OptionName } from '../invocation/options.ts';
import type { UnreadStore } from '../transcripts/unread-store.ts';

/** What a run says of itself besides its rows. */
export type RunFacts = Pick<
  RowOf<(typeof streams)['runs']>,
  | 'verdict'
  | 'disclosure'
  | 'evidenceFrom'
  | 'evidenceTo'
  | 'retentionDays'
  | 'agentVersions'
  | 'unreadSessions'
>;

/** Known when the last row has been taken. */
export interface RowAccount {
  readonly status: Status;
  /** The snapshot streams that the command looks at: no row means that nothing stands there. */
  readonly snapshots: readonly StreamName[];
  readonly facts: RunFacts;
}

/** One command as rows of a spool: one pass over the evidence, rows as they are found. */
export type RowSource<Name extends OptionName = never> = (
  invocation: Invocation<Name>,
) => AsyncGenerator<StreamRow, RowAccount>;

/** What every row source ends with. */
export function* gapRows(gaps: readonly Gap[]): Generator<StreamRow> {
  for (const gap of gaps) yield gapRow(gap);
}

/** An account of them, or the case that was made of it. */
type ReadTranscripts = Pick<CaseReport, 'sessions' | 'retention' | 'coverage'>;

/** How far back the transcripts reach, which versions wrote them, and what other agents left beside them. */
export function transcriptFacts({ sessions, retention, coverage }: ReadTranscripts): RunFacts {
  const starts = sessions.flatMap(({ startedAt }) => startedAt ?? []).sort();
  const ends = sessions.flatMap(({ endedAt }) => endedAt ?? []).sort();
  return {
    evidenceFrom: starts[0],
    evidenceTo: ends.at(-1),
    retentionDays: retention.days,
    agentVersions: [...new Set(sessions.flatMap(({ versions }) => versions))].sort(),
    unreadSessions: unreadByAgent(coverage.unread),
  };
}

/** An agent can keep several stores. */
function unreadByAgent(stores: readonly UnreadStore[]): string[] {
  const counts = new Map<string, number>();
  for (const { agent, sessions } of stores) counts.set(agent, (counts.get(agent) ?? 0) + sessions);
  return [...counts].map(([agent, sessions]) => `${agent}=${sessions}`).sort();
}
