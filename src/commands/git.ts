import type { AttributedRefMove } from '../assess/attribution.ts';
import { accountOf, type GitReport, type RepositoryAccount } from '../assess/git-report.ts';
import { claudeAccounts } from '../evidence/configuration/claude-accounts.ts';
import { configurationReader } from '../evidence/configuration/configuration-reader.ts';
import type { Gap } from '../evidence/gap.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import type { CollectedWork } from '../investigation/git/collected-work.ts';
import type { WorkOption } from '../investigation/git/examine.ts';
import { examine, readWork } from '../investigation/git/examine.ts';
import type { ExaminedRepository } from '../investigation/git/examine-repositories.ts';
import { type LeftOutMoves, leftOutMoves } from '../investigation/git/left-out-moves.ts';
import type { Command, Status } from './command.ts';

/** One ref move of the stream. */
export type RefMoveRow = Omit<AttributedRefMove, 'candidates'> & { readonly candidates?: readonly string[] };

/** Who moved the refs of the repositories in which sessions worked, and of those that the operands name. */
export const run: Command<WorkOption, GitReport, RefMoveRow> = async (invocation) => {
  const gaps: Gap[] = [];
  const work = await readWork(invocation, gaps);
  const leftOut = leftOutMoves(invocation.options);
  const examined = counted(examine(work, invocation, gaps), leftOut);
  const status = (): Status => ({ level: 'none', gaps, notes: leftOut.notes() });
  if (invocation.shape === 'stream') return { shape: 'stream', rows: rowsOf(examined), status };
  const { evidence, gaps: unread } = openEvidence(invocation);
  const accounts = claudeAccounts(configurationReader(evidence));
  const repositories = await accountsOf(examined, work);
  gaps.push(...unread);
  const document: GitReport = { schemaVersion: 1, repositories, accounts, gaps };
  return { shape: 'document', document, status: status() };
};

async function* counted(
  repositories: AsyncIterable<ExaminedRepository>,
  leftOut: LeftOutMoves,
): AsyncIterable<ExaminedRepository> {
  for await (const examined of repositories) {
    leftOut.take(examined);
    yield examined;
  }
}

async function* rowsOf(examined: AsyncIterable<ExaminedRepository>): AsyncIterable<RefMoveRow> {
  for await (const { moves } of examined) {
    for (const { candidates, ...move } of moves) {
      yield candidates.length === 0 ? move : { ...move, candidates };
    }
  }
}

async function accountsOf(
  examined: AsyncIterable<ExaminedRepository>,
  work: CollectedWork,
): Promise<readonly RepositoryAccount[]> {
  const repositories = [];
  for await (const { repository, moves } of examined) {
    repositories.push(accountOf(repository, moves, work));
  }
  return repositories;
}
