import type { AttributedRefMove } from '../../assess/attribution.ts';
import type { RollbackPlan } from '../../assess/rollback/plan.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { Home } from '../../evidence/home.ts';
import type { Invocation } from '../command.ts';
import { examineRepositories } from '../git/examine-repositories.ts';
import type { CollectedWork } from '../git/recorded-work.ts';
import { startPlan } from '../git/start-plan.ts';

/** What the repositories of a case say. */
export interface ExaminedWork {
  /** Oldest first within a repository. */
  readonly moves: readonly AttributedRefMove[];
  readonly plan: RollbackPlan;
  readonly gaps: readonly Gap[];
}

export async function examineWork(
  work: CollectedWork,
  { home, invocation }: { readonly home: Home; readonly invocation: Invocation },
): Promise<ExaminedWork> {
  const { options, env, progress, now } = invocation;
  const gaps: Gap[] = [];
  const moves: AttributedRefMove[] = [];
  const reportGap = (gap: Gap) => gaps.push(gap);
  const plan = startPlan(work, { home, reportGap });
  const examination = {
    home,
    given: options.repo,
    since: options.since,
    until: options.until,
    deep: false,
    searchPath: env['PATH'] ?? '',
    reportGap,
    progress,
  };
  for await (const examined of examineRepositories(work, examination)) {
    moves.push(...examined.moves);
    await plan.add(examined);
  }
  return { moves, plan: plan.finish(now), gaps };
}
