import type { AttributedRefMove } from '../assess/attribution.ts';
import { accountOf, type GitReport } from '../assess/git-report.ts';
import type { Gap } from '../evidence/gap.ts';
import type { WorkOption } from '../investigation/git/examine.ts';
import { examine, readWork } from '../investigation/git/examine.ts';
import type { ExaminedRepository } from '../investigation/git/examine-repositories.ts';
import type { CollectedWork } from '../investigation/git/recorded-work.ts';
import type { Command, Result } from './command.ts';

/** One ref move of the stream. */
export type RefMoveRow = Omit<AttributedRefMove, 'candidates'> & { readonly candidates?: readonly string[] };

/** Who moved the refs of the repositories in which sessions worked, and of those that the operands name. */
export const run: Command<WorkOption, GitReport, RefMoveRow> = async (invocation) => {
  const gaps: Gap[] = [];
  const work = await readWork(invocation, gaps);
  const examined = examine(work, invocation, gaps);
  return invocation.shape === 'stream' ? streamOf(examined, gaps) : await documentOf(examined, work, gaps);
};

function streamOf(
  examined: AsyncIterable<ExaminedRepository>,
  gaps: readonly Gap[],
): Result<GitReport, RefMoveRow> {
  return { shape: 'stream', rows: rowsOf(examined), status: () => ({ level: 'none', gaps }) };
}

async function* rowsOf(examined: AsyncIterable<ExaminedRepository>): AsyncIterable<RefMoveRow> {
  for await (const { moves } of examined) {
    for (const { candidates, ...move } of moves) {
      yield candidates.length === 0 ? move : { ...move, candidates };
    }
  }
}

async function documentOf(
  examined: AsyncIterable<ExaminedRepository>,
  { calls }: CollectedWork,
  gaps: readonly Gap[],
): Promise<Result<GitReport, RefMoveRow>> {
  const repositories = [];
  for await (const { repository, moves } of examined) {
    repositories.push(accountOf(repository, moves, calls));
  }
  return {
    shape: 'document',
    document: { schemaVersion: 1, repositories, gaps },
    status: { level: 'none', gaps },
  };
}
