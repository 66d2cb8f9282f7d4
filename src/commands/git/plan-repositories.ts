import type { RecordedWork } from '../../assess/attribute.ts';
import { rootsOf } from '../../assess/repository-roots.ts';
import type { RollbackPlan } from '../../assess/rollback/plan.ts';
import { planRollback } from '../../assess/rollback/plan-rollback.ts';
import { changedBranches, type RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { ExaminedRepository } from './examine-repositories.ts';

/** Asks a repository what a plan needs to know beyond its moves; for as long as it is open. */
export async function gatherFacts(
  { repository, open, moves }: ExaminedRepository,
  { calls }: RecordedWork,
): Promise<RepositoryFacts> {
  const { contain } = rootsOf(repository);
  const branches = [];
  for (const branch of changedBranches(repository, moves)) {
    const { before, now } = branch;
    const comparison =
      before === undefined || now === undefined || before === now || repository.gone.has(before)
        ? undefined
        : await open.compare(before, now);
    branches.push({ ...branch, ...(comparison && { comparison }) });
  }
  const state = await open.worktreeState();
  return {
    repository,
    moves,
    calls: calls.filter(({ directories }) => directories.some(contain)),
    branches,
    ...(state && { state }),
  };
}

/** @param now the time of the plan, from which the names of its copies are made */
export function planOf(facts: readonly RepositoryFacts[], now: Date): RollbackPlan {
  return planRollback(
    facts,
    now
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')
      .replace(/[-:]/g, ''),
  );
}
