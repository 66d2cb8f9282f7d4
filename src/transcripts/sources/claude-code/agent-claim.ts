import type { AgentClaim } from '../../digest/agent-claim.ts';
import type { ScannedValue } from '../../scanner/scanned-value.ts';

/** Names of the tool that starts a subagent, and of one whose call is in another file. */
const starting: ReadonlySet<string> = new Set(['Agent', 'Task', '']);

/**
 * What the program records of a subagent beside its result: how many calls it made, or that it runs in the background.
 * @param tool empty where the call was not seen
 */
export function claimOf(
  structured: ScannedValue | undefined,
  tool: string,
): Pick<AgentClaim, 'agentId' | 'toolUses'> | undefined {
  if (!structured?.isObject || !starting.has(tool)) return undefined;
  const agentId = structured.member('agentId')?.text();
  const toolUses = structured.member('totalToolUseCount')?.number();
  if (toolUses !== undefined) return { ...(agentId !== undefined && { agentId }), toolUses };
  const isStart = structured.member('status')?.text() === 'async_launched';
  return isStart && agentId !== undefined ? { agentId } : undefined;
}
