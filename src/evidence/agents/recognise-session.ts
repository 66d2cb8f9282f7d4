import type { Agent } from '../../agents/agent.ts';
import { otherAgents } from '../../agents/index.ts';

/** What is asked of the beginning of a file, in bytes. */
export const recognisedBytes = 4096;

const known = otherAgents.flatMap((agent) =>
  agent.stores
    .filter(({ session }) => session !== 'database')
    .flatMap(({ looks }) => (looks ? [{ agent, looks }] : [])),
);

/** The agent whose session begins so; nothing for Claude Code's own. */
export function agentOfSession(head: string): Agent | undefined {
  return known.find(({ looks }) => looks.test(head))?.agent;
}
