import type { Finding } from '../../detect/finding.ts';
import { groupedFinding, kinds, type Match, ofCall, ofEvent } from './join-findings.ts';
import type { AgentProcess } from './process-tree.ts';
import type { WitnessJoin } from './witness-join.ts';

/** What ends with the agent takes its time. */
const afterwardsMs = 10_000;

/** Processes that went on when their agent had ended; only where the log tells of ends. */
export function outliving({ tree }: WitnessJoin): readonly Finding[] {
  const byAgent = new Map<AgentProcess, Match[]>();
  let ends = 0;
  for (const { endMs, event, family } of tree) {
    if (!family) continue;
    if (endMs !== undefined) ends += 1;
    const agentEnd = family.agent.endMs;
    if (
      agentEnd === undefined ||
      (endMs !== undefined && endMs <= agentEnd + afterwardsMs) ||
      event.atMs > agentEnd
    )
      continue;
    const call = family.call?.call;
    const match = {
      ...(call ? ofCall(call) : {}),
      ...ofEvent(event),
      ...(call && { toolCallIds: [call.id] }),
    };
    const known = byAgent.get(family.agent);
    if (known) known.push(match);
    else byAgent.set(family.agent, [match]);
  }
  if (ends === 0) return [];
  return [...byAgent.values()].flatMap(([first, ...rest]) =>
    first ? [groupedFinding(kinds.outlives, [first, ...rest])] : [],
  );
}
