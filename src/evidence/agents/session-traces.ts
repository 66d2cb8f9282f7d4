import type { Agent, SessionTrace } from '../../agents/agent.ts';
import { otherAgents } from '../../agents/index.ts';
import type { Environment } from '../environment/environment.ts';
import { holdsText } from './holds-text.ts';
import { matchingFiles } from './matching-files.ts';
import { sessionOf } from './session-of.ts';
import { storePlaces } from './store-places.ts';
import { type StoreSearch, startOf, tell, walkOf } from './store-search.ts';

export interface TraceScope {
  /** Absolute on this machine. */
  readonly projects: readonly string[];
  readonly search: StoreSearch;
}

/** Of each agent that has left traces of sessions in a home and no session: a gap at the first of them. */
export function tellTraces(environment: Environment, scope: TraceScope): void {
  for (const agent of otherAgents) {
    const [first] = traceFiles(agent, environment, scope);
    if (first === undefined || hasSession(agent, environment, scope)) continue;
    tell(scope.search, first, [
      'missing',
      `shows that ${agent.name} had sessions, and none of them is there`,
    ]);
  }
}

/** Files that show that there were sessions of an agent, absolute on this machine. */
export function* traceFiles(
  agent: Agent,
  environment: Environment,
  { projects, search }: TraceScope,
): Generator<string> {
  const wanted = (agent.traces ?? []).map((store: SessionTrace) => ({ agent, store }));
  for (const { folder, pattern, store } of storePlaces(wanted, projects, [environment])) {
    const start = startOf(folder, search);
    if (start === undefined) continue;
    for (const { path, stat } of matchingFiles(start, pattern, walkOf(search))) {
      if (stat.size > 0 && holdsText(path, store.looks)) yield path;
    }
  }
}

function hasSession(agent: Agent, environment: Environment, { projects, search }: TraceScope): boolean {
  const wanted = agent.stores.map((store) => ({ agent, store }));
  return storePlaces(wanted, projects, [environment]).some(({ folder, pattern, store }) => {
    const start = startOf(folder, search);
    if (start === undefined) return false;
    return [...matchingFiles(start, pattern, walkOf(search))].some((file) => sessionOf(store, file));
  });
}
