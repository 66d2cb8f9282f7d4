import type { Agent } from './agent.ts';

/** `service` of the log source of an agent's tool calls: `claude_code`. */
export function sigmaService({ id }: Pick<Agent, 'id'>): string {
  return id.replaceAll('-', '_');
}
