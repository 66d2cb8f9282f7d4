import { branchSteps } from './branch-steps.ts';
import { guardOf } from './guard.ts';
import { lostObjectSteps } from './lost-object-steps.ts';
import type { LostForGood, RepositoryGuard, RollbackPlan, RollbackStep } from './plan.ts';
import { remoteSteps } from './remote-steps.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { saveFolder, saveStep } from './save-step.ts';

/** What one repository adds to the plan. */
interface RepositoryPlan {
  readonly steps: readonly RollbackStep[];
  readonly remote: readonly RollbackStep[];
  readonly guards: readonly RepositoryGuard[];
  readonly lost: readonly LostForGood[];
  readonly unknown: readonly string[];
}

/**
 * The safest way back from what recorded sessions did: copies first, then what is cheap and can be undone, then what
 * reaches other machines.
 * @param stamp names the copies: the time of the plan, digits and letters only
 */
export function planRollback(repositories: readonly RepositoryFacts[], stamp: string): RollbackPlan {
  const plans = repositories.map((facts) => planRepository(facts, stamp));
  return {
    steps: [...plans.flatMap(({ steps }) => steps), ...plans.flatMap(({ remote }) => remote)],
    guards: plans.flatMap(({ guards }) => guards),
    lost: plans.flatMap(({ lost }) => lost),
    unknown: plans.flatMap(({ unknown }) => unknown),
  };
}

function planRepository(facts: RepositoryFacts, stamp: string): RepositoryPlan {
  const branches = facts.branches.map((branch) => branchSteps(facts, branch, stamp));
  const objects = lostObjectSteps(facts, stamp);
  const remote = remoteSteps(facts);
  const steps = [...branches.flatMap((plan) => plan.steps), ...objects.steps];
  const unknown = [...branches.flatMap((plan) => plan.unknown), ...objects.unknown];
  const needed = steps.length + remote.length > 0;
  const folder = saveFolder(facts.repository.path, stamp);
  const saved = (step: RollbackStep) => ({ ...step, saveFolder: folder });
  return {
    steps: needed ? [saveStep(facts, stamp), ...steps].map(saved) : [],
    remote: remote.map(saved),
    guards: needed ? [guardOf(facts)] : [],
    lost: objects.lost,
    unknown: [...unknown, ...limits(facts)],
  };
}

/** What the evidence of a repository cannot tell at all. */
function limits({ repository }: RepositoryFacts): string[] {
  const { reflogs, refs } = repository;
  if (reflogs.length > 0 || refs.length === 0) return [];
  return ['the repository keeps no reflog: where its refs stood before cannot be known'];
}
