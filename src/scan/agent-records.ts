import type { Agent } from '../agents/agent.ts';
import { agents } from '../agents/index.ts';

/** Folders in which agents keep what they did, not what they are to do. */
const folders: readonly string[] = agents.flatMap(({ records = [] }: Agent) =>
  records.map((path) => `/${path}/`),
);

/** Whether a data file is what an agent wrote down of its work: it sets nothing. @param path as absolute as it is known */
export function isAgentRecord(path: string): boolean {
  return folders.some((folder) => `/${path}`.includes(folder));
}
