import { persistenceSteps } from '../../assess/rollback/persistence-steps.ts';
import type { RollbackPlan, RollbackStep } from '../../assess/rollback/plan.ts';
import { planStamp } from '../../assess/rollback/plan-stamp.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { Invocation } from '../command.ts';
import { configurationScene } from './configuration-scene.ts';
import { mcpServers } from './mcp-servers.ts';
import { observeCalls } from './observe-calls.ts';
import { openEvidence } from './open-evidence.ts';
import { postureItems } from './posture-items.ts';

/** The steps that take out what sessions left in configurations. The gaps of the transcripts are known to the caller. */
export async function leftBehindSteps(invocation: Invocation, gaps: Gap[]): Promise<readonly RollbackStep[]> {
  const { evidence, gaps: found } = openEvidence(invocation);
  const scene = configurationScene(evidence);
  await observeCalls(evidence.home, scene.observe);
  const { repo } = invocation.options;
  const home = evidence.home.recordedPath;
  const left = { servers: mcpServers(scene, repo), items: postureItems(scene, scene.projects(repo)), home };
  gaps.push(...found);
  return persistenceSteps(left, planStamp(invocation.now));
}

/** What can be undone comes before what cannot, and before what reaches other machines. */
export function withSteps(plan: RollbackPlan, more: readonly RollbackStep[]): RollbackPlan {
  const isLast = ({ kind }: RollbackStep) => kind === 'credentials' || kind === 'remote';
  // What one of these steps takes out needs no step that only says to look at it.
  const commands = more.flatMap((step) => step.commands);
  const isCovered = ({ kind, subject, commands: own }: RollbackStep) =>
    kind === 'persistence' &&
    own.length === 0 &&
    subject !== undefined &&
    commands.some((command) => command.includes(subject));
  const steps = plan.steps.filter((step) => !isCovered(step));
  return {
    ...plan,
    steps: [...steps.filter((step) => !isLast(step)), ...more, ...steps.filter(isLast)],
  };
}
