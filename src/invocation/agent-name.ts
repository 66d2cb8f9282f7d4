import type { Agent, SessionStore } from '../agents/agent.ts';
import { claudeCode } from '../agents/claude-code.ts';
import { claudeDesktop } from '../agents/claude-desktop.ts';
import { agents } from '../agents/index.ts';
import { TriageError } from '../errors.ts';

/** Those whose sessions are read; the desktop application's are sessions of Claude Code. */
const read: readonly Agent[] = agents.filter(
  ({ id, stores }) =>
    id === claudeCode.id ||
    (id !== claudeDesktop.id && (stores as readonly SessionStore[]).some(({ isRead }) => isRead)),
);

/** What `agentNamed` gives. */
export const agentIds: readonly string[] = read.map(({ id }) => id);

/**
 * The id of the agent that a word of the command line means: the id, or the name as people write it.
 * @throws {TriageError} which names them all
 */
export function agentNamed(word: string): string {
  const given = word.toLowerCase();
  const agent = read.find(({ id, name }) => id === given || name.toLowerCase() === given);
  if (agent) return agent.id;
  throw new TriageError(`unknown agent: ${word}`, `choose one of ${agentIds.join(', ')}`);
}
