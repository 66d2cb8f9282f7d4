import type { AttributedRefMove } from '../assess/attribution.ts';
import { accountOf, type GitReport } from '../assess/git-report.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Command, Result } from './command.ts';
import { type ExaminedWork, examine } from './git/examine.ts';

/** One ref move of the stream. */
export type RefMoveRow = Omit<AttributedRefMove, 'candidates'> & { readonly candidates?: readonly string[] };

/** Who moved the refs of the repositories in which sessions worked, and of those that the operands name. */
export const run: Command<GitReport, RefMoveRow> = async (invocation) => {
  const gaps: Gap[] = [];
  const examined = examine(invocation, gaps);
  return invocation.shape === 'stream' ? streamOf(examined, gaps) : await documentOf(examined, gaps);
};

function streamOf(
  examined: AsyncIterable<ExaminedWork>,
  gaps: readonly Gap[],
): Result<GitReport, RefMoveRow> {
  return { shape: 'stream', rows: rowsOf(examined), status: () => ({ level: 'none', gaps }) };
}

async function* rowsOf(examined: AsyncIterable<ExaminedWork>): AsyncIterable<RefMoveRow> {
  for await (const { moves } of examined) {
    for (const { candidates, ...move } of moves) {
      yield candidates.length === 0 ? move : { ...move, candidates };
    }
  }
}

async function documentOf(
  examined: AsyncIterable<ExaminedWork>,
  gaps: readonly Gap[],
): Promise<Result<GitReport, RefMoveRow>> {
  const repositories = [];
  for await (const { repository, moves, work } of examined) {
    repositories.push(accountOf(repository, moves, work.calls));
  }
  return {
    shape: 'document',
    document: { schemaVersion: 1, repositories, gaps },
    status: { level: 'none', gaps },
  };
}
