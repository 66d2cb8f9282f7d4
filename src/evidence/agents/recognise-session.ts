import type { Agent } from '../../agents/agent.ts';
import { otherAgents } from '../../agents/index.ts';

/** What is asked of the beginning of a file, in bytes. */
export const recognisedBytes = 4096;

const known = otherAgents.flatMap((agent) =>
  agent.stores
    .filter(({ isRead, session }) => !isRead && session !== 'database')
    .flatMap(({ looks }) => (looks ? [{ agent, looks }] : [])),
);

/** The agent whose session begins so, where this program does not read it. */
export function agentOfSession(head: string): Agent | undefined {
  return known.find(({ looks }) => looks.test(head))?.agent;
}
