import type { Agent, CommitMarks } from './agent.ts';
import { agents } from './index.ts';

const entries: readonly Agent[] = agents;

/** What agents write into commits, those of Claude Code first. */
export const commitMarks: readonly CommitMarks[] = entries.flatMap(({ commits }) => commits ?? []);
