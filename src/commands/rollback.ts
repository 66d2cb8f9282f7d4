import { persistenceSteps } from '../assess/rollback/persistence-steps.ts';
import type { RollbackDocument } from '../assess/rollback/plan.ts';
import { withSteps } from '../assess/rollback/with-steps.ts';
import type { Gap } from '../evidence/gap.ts';
import { mcpServers } from '../investigation/configuration/mcp-servers.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import { postureItems } from '../investigation/configuration/posture-items.ts';
import { watchConfiguration } from '../investigation/configuration/traced-configuration.ts';
import type { WorkOption } from '../investigation/git/examine.ts';
import { examine, readWork } from '../investigation/git/examine.ts';
import { leftOutMoves } from '../investigation/git/left-out-moves.ts';
import { rollbackPlanner } from '../investigation/git/rollback-planner.ts';
import type { Command } from './command.ts';

/** The safest way back, as a plan; nothing is executed. */
export const run: Command<WorkOption | 'recover', RollbackDocument> = async (invocation) => {
  const { options, now } = invocation;
  const { evidence, gaps: configurationGaps } = openEvidence(invocation);
  const gaps: Gap[] = [];
  const configuration = watchConfiguration(evidence);
  const work = await readWork(invocation, gaps, [configuration]);
  const traced = configuration.result();
  const plan = rollbackPlanner(work, {
    evidence: { ...evidence, reportGap: (gap) => gaps.push(gap) },
    recover: options.recover,
  });
  const leftOut = leftOutMoves(options);
  for await (const examined of examine(work, invocation, gaps)) {
    leftOut.take(examined);
    await plan.add(examined);
  }
  const left = {
    servers: mcpServers(traced, options.repo),
    items: postureItems(traced, traced.projects(options.repo)),
  };
  gaps.push(...configurationGaps);
  const made = plan.finish(now);
  const whole = withSteps(made, persistenceSteps(left, made));
  return {
    shape: 'document',
    document: { schemaVersion: 1, ...whole, unknown: [...whole.unknown, ...leftOut.notes()], gaps },
    status: { level: 'none', gaps },
  };
};
