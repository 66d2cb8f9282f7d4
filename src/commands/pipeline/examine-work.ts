import type { RecordedWork } from '../../assess/attribute.ts';
import type { AttributedRefMove } from '../../assess/attribution.ts';
import type { RollbackPlan } from '../../assess/rollback/plan.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { Home } from '../../evidence/home.ts';
import type { Invocation } from '../command.ts';
import { examineRepositories } from '../git/examine-repositories.ts';
import { gatherFacts, planOf } from '../git/plan-repositories.ts';

/** What the repositories of a case say. */
export interface ExaminedWork {
  /** Oldest first within a repository. */
  readonly moves: readonly AttributedRefMove[];
  readonly plan: RollbackPlan;
  readonly gaps: readonly Gap[];
}

export async function examineWork(
  work: RecordedWork,
  { home, invocation }: { readonly home: Home; readonly invocation: Invocation },
): Promise<ExaminedWork> {
  const { options, env, progress, now } = invocation;
  const gaps: Gap[] = [];
  const moves: AttributedRefMove[] = [];
  const facts: RepositoryFacts[] = [];
  const examination = {
    home,
    given: options.repo,
    since: options.since,
    until: options.until,
    deep: false,
    searchPath: env['PATH'] ?? '',
    reportGap: (gap: Gap) => gaps.push(gap),
    progress,
  };
  for await (const examined of examineRepositories(work, examination)) {
    moves.push(...examined.moves);
    facts.push(await gatherFacts(examined, work));
  }
  return { moves, plan: planOf(facts, now), gaps };
}
