import { basename } from 'node:path';
import type { Agent } from '../../agents/agent.ts';
import { otherAgents } from '../../agents/index.ts';
import { isDatabase } from '../database/is-database.ts';
import { readHead } from '../read-head.ts';
import { holdsText } from './holds-text.ts';

/** What is asked of the beginning of a file, in bytes. */
export const recognisedBytes = 4096;

const known = otherAgents.flatMap((agent) =>
  agent.stores.flatMap(({ looks, session, paths }) => (looks ? [{ agent, looks, session, paths }] : [])),
);
const [databases, texts] = [
  known.filter(({ session }) => session === 'database'),
  known.filter(({ session }) => session !== 'database'),
];

/** The agent whose session begins so; nothing for Claude Code's own. */
export function agentOfSession(head: string): Agent | undefined {
  return texts.find(({ looks }) => looks.test(head))?.agent;
}

/** The agent whose session or sessions a file holds, by how it begins, of a database by its name or what stands in it. */
export function agentOfFile(path: string): Agent | undefined {
  if (!isDatabase(path)) return agentOfSession(readHead(path, recognisedBytes));
  const isNamed = ({ paths }: { readonly paths: readonly string[] }): boolean =>
    paths.some((pattern) => basename(pattern) === basename(path));
  return (databases.find(isNamed) ?? databases.find(({ looks }) => holdsText(path, looks)))?.agent;
}
