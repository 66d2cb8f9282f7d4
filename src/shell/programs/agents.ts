import type { Agent } from '../../agents/agent.ts';
import { agents } from '../../agents/index.ts';
import type { Programs } from '../program.ts';
import { agentProgram } from './agent-program.ts';
import { sharedNames } from './shared-names.ts';

/** Names of two letters may be anything. */
const shortest = 3;

/** Coding agents under the names that no other program has. */
export const codingAgents: Programs = Object.fromEntries(
  agents.flatMap((agent: Agent) =>
    agent.programs
      .filter((name) => name.length >= shortest && !Object.hasOwn(sharedNames, name))
      .map((name) => [name, agentProgram(agent)]),
  ),
);
