import type { RollbackDocument } from '../assess/rollback/plan.ts';
import type { Gap } from '../evidence/gap.ts';
import { openHome } from '../evidence/home.ts';
import type { Command } from './command.ts';
import { leftBehindSteps, withSteps } from './configuration/left-behind-steps.ts';
import { examine, readWork } from './git/examine.ts';
import { startPlan } from './git/start-plan.ts';

/** The safest way back, as a plan; nothing is executed. */
export const run: Command<RollbackDocument> = async (invocation) => {
  const { options, now } = invocation;
  const gaps: Gap[] = [];
  const work = await readWork(invocation, gaps);
  const plan = startPlan(work, {
    home: openHome(options.home, options.root),
    reportGap: (gap) => gaps.push(gap),
    recover: options.recover,
  });
  for await (const examined of examine(work, invocation, gaps)) await plan.add(examined);
  const leftBehind = await leftBehindSteps(invocation, gaps);
  return {
    shape: 'document',
    document: { schemaVersion: 1, ...withSteps(plan.finish(now), leftBehind), gaps },
    status: { level: 'none', gaps },
  };
};
