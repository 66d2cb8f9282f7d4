import { claudeCode } from './claude-code/claude-code.ts';
import type { Source } from './source.ts';

/** Every agent whose sessions are read; where two claim a file, the first counts. */
export const sources: readonly Source[] = [claudeCode];

const byAgent: ReadonlyMap<string, Source> = new Map(sources.map((source) => [source.agent, source]));

/** @throws for an agent without a source: only files that a source located or claimed are read */
export function sourceOf(agent: string): Source {
  const source = byAgent.get(agent);
  if (!source) throw new Error(`no source reads sessions of ${agent}`);
  return source;
}
