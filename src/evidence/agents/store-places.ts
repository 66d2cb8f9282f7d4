import { basename, dirname } from 'node:path';
import type { Agent, AgentFiles, SessionStore } from '../../agents/agent.ts';
import { otherAgents } from '../../agents/index.ts';
import { userHomes } from '../configuration/user-homes.ts';
import type { Environment } from '../environment/environment.ts';
import { environmentOf, withProjects } from '../environment/read-environment.ts';
import type { Home } from '../home.ts';
import { movedFolders, pathBelow } from './moved-folders.ts';

/** Files of one sort of one agent. */
export interface FilesOfAgent<Files extends AgentFiles = SessionStore> {
  readonly agent: Agent;
  readonly store: Files;
}

/** Where such files may lie. */
export interface StorePlace<Files extends AgentFiles = SessionStore> extends FilesOfAgent<Files> {
  /** Absolute on this machine. */
  readonly folder: string;
  /** Of files below that folder, as `AgentFiles` has them. */
  readonly pattern: string;
}

/**
 * The homes of the evidence, each with what its files and those of the projects set.
 * @param projects absolute on this machine
 */
export function environmentsOf(home: Home, projects: readonly string[]): Environment[] {
  return userHomes(home).map((directory) => withProjects(environmentOf(directory, home), projects));
}

/** Every place in which agents keep files: below homes or projects, or where a variable moves them. */
export function storePlaces<Files extends AgentFiles>(
  wanted: readonly FilesOfAgent<Files>[],
  projects: readonly string[],
  environments: readonly Environment[],
): StorePlace<Files>[] {
  return wanted.flatMap((one) =>
    one.store.base === 'project'
      ? places(one, projects)
      : environments.flatMap((environment) => [
          ...places(one, [environment.directory]),
          ...movedPlaces(one, environment),
        ]),
  );
}

/** The stores of other agents that this program does not read. */
export function unreadStores(): FilesOfAgent[] {
  return otherAgents.flatMap((agent) =>
    agent.stores.filter(({ isRead }) => !isRead).map((store) => ({ agent, store })),
  );
}

function places<Files extends AgentFiles>(one: FilesOfAgent<Files>, folders: readonly string[]) {
  return folders.flatMap((folder) => one.store.paths.map((pattern) => ({ ...one, folder, pattern })));
}

/** The value of a variable stands for the beginning of the paths that it moves, or for one of them as a whole. */
function movedPlaces<Files extends AgentFiles>(
  one: FilesOfAgent<Files>,
  environment: Environment,
): StorePlace<Files>[] {
  return movedFolders(one.agent, environment).flatMap(({ part, path }) =>
    one.store.paths.flatMap((usual) => {
      const inside = pathBelow(part, usual);
      if (path === undefined || inside === undefined) return [];
      const [folder, pattern] = inside === '' ? [dirname(path), basename(path)] : [path, inside];
      return [{ ...one, folder, pattern }];
    }),
  );
}
