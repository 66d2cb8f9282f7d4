import { otherAgents } from '../../agents/index.ts';
import type { Evidence } from '../configuration/read-text.ts';
import type { Environment } from '../environment/environment.ts';
import { keptProjects } from './kept-projects.ts';
import { movingVariables } from './moved-folders.ts';
import { traceFiles } from './session-traces.ts';
import { environmentsOf } from './store-places.ts';
import { type StoreSearch, storeSearch } from './store-search.ts';

/** Where agents may keep something, and what moves it. */
export interface StoreScope {
  readonly search: StoreSearch;
  /** Folders of projects, absolute on this machine. */
  readonly projects: readonly string[];
  /** Of each home. */
  readonly environments: readonly Environment[];
}

/** @param worked folders in which sessions worked, besides those in which people keep projects; absolute on this machine */
export function storeScope(evidence: Evidence, worked: readonly string[]): StoreScope {
  const projects = [...new Set([...worked, ...keptProjects(evidence.home)])];
  const environments = environmentsOf(evidence.home, projects);
  return { search: storeSearch(evidence), projects, environments };
}

/** What tells where stores are or were, absolute on this machine: a copy without it would answer otherwise. */
export interface FilesBesideStores {
  /** Files that set variables, and those that they are read from. */
  readonly profiles: readonly string[];
  readonly traces: readonly string[];
}

export function filesBesideStores(evidence: Evidence, worked: readonly string[]): FilesBesideStores {
  const scope = storeScope(evidence, worked);
  const profiles = scope.environments.flatMap(({ settings, sourced }) => [
    ...sourced,
    ...settings.filter(({ name }) => movingVariables.has(name)).map(({ file }) => file),
  ]);
  const traces = scope.environments.flatMap((environment) =>
    otherAgents.flatMap((agent) => [...traceFiles(agent, environment, scope)]),
  );
  return { profiles: [...new Set(profiles)], traces: [...new Set(traces)] };
}
