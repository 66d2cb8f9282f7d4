import type { RollbackDocument } from '../assess/rollback/plan.ts';
import type { RepositoryFacts } from '../assess/rollback/repository-facts.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Command } from './command.ts';
import { examine } from './git/examine.ts';
import { gatherFacts, planOf } from './git/plan-repositories.ts';

/** The safest way back, as a plan; nothing is executed. */
export const run: Command<RollbackDocument> = async (invocation) => {
  const gaps: Gap[] = [];
  const facts: RepositoryFacts[] = [];
  for await (const examined of examine(invocation, gaps)) {
    facts.push(await gatherFacts(examined, examined.work));
  }
  return {
    shape: 'document',
    document: { schemaVersion: 1, ...planOf(facts, invocation.now), gaps },
    status: { level: 'none', gaps },
  };
};
