import type { Agent } from '../src/agents/agent.ts';

export function agentsPage(agents: readonly Agent[]): string;
