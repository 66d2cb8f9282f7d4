import type { Gap } from '../../evidence/gap.ts';
import type { RowOf, StreamRow } from '../../fleet/row.ts';
import { gapRow } from '../../fleet/rows/gap-row.ts';
import type { StreamName, streams } from '../../fleet/streams.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import type { Invocation, Status } from '../command.ts';
import type { OptionName } from '../options.ts';

/** What a run says of itself besides its rows. */
export type RunFacts = Pick<
  RowOf<(typeof streams)['runs']>,
  'verdict' | 'disclosure' | 'evidenceFrom' | 'evidenceTo' | 'retentionDays' | 'agentVersions'
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

/** How far back the transcripts reach, and which versions wrote them. */
export function transcriptFacts(sessions: readonly SessionSummary[], retentionDays: number): RunFacts {
  const starts = sessions.flatMap(({ startedAt }) => startedAt ?? []).sort();
  const ends = sessions.flatMap(({ endedAt }) => endedAt ?? []).sort();
  return {
    evidenceFrom: starts[0],
    evidenceTo: ends.at(-1),
    retentionDays,
    agentVersions: [...new Set(sessions.flatMap(({ versions }) => versions))].sort(),
  };
}
