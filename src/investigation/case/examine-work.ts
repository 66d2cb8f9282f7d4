import type { AttributedRefMove } from '../../assess/attribution.ts';
import type { RollbackPlan } from '../../assess/rollback/plan.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import type { CollectedWork } from '../git/collected-work.ts';
import { examine, type WorkOption } from '../git/examine.ts';
import { rollbackPlanner } from '../git/rollback-planner.ts';

/** What the repositories of a case say. */
export interface ExaminedWork {
  /** Oldest first within a repository. */
  readonly moves: readonly AttributedRefMove[];
  readonly plan: RollbackPlan;
  readonly gaps: readonly Gap[];
}

export async function examineWork(
  work: CollectedWork,
  {
    evidence,
    invocation,
  }: { readonly evidence: Evidence; readonly invocation: Invocation<Exclude<WorkOption, 'deep'>> },
): Promise<ExaminedWork> {
  const gaps: Gap[] = [];
  const moves: AttributedRefMove[] = [];
  const plan = rollbackPlanner(work, { evidence: { ...evidence, reportGap: (gap) => gaps.push(gap) } });
  // Operands of the commands that make a case name no repositories.
  const asked = { ...invocation, operands: [], options: { ...invocation.options, deep: undefined } };
  for await (const examined of examine(work, asked, gaps)) {
    moves.push(...examined.moves);
    await plan.add(examined);
  }
  return { moves, plan: plan.finish(invocation.now), gaps };
}
