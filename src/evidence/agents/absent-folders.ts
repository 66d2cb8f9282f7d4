import type { Agent } from '../../agents/agent.ts';
import { claudeCode } from '../../agents/claude-code.ts';
import { agents } from '../../agents/index.ts';
import { expandPath } from '../configuration/expand-path.ts';
import type { Environment } from '../environment/environment.ts';
import { recordedPathOf } from '../home.ts';
import { type MovedFolder, movedFolders, pathBelow } from './moved-folders.ts';
import { type StoreSearch, tell, whereItEnds } from './store-search.ts';

/**
 * A gap for each folder in which an agent keeps its sessions by what a file says, and which is not in the evidence. What
 * moves the files of many programs counts for agents that are there.
 */
export function tellAbsentFolders(environment: Environment, search: StoreSearch): void {
  for (const agent of agents) {
    for (const folder of movedFolders(agent, environment)) {
      const counts = isOwner(agent, folder.variable) || isInstalled(agent, environment);
      if (!holdsSessions(agent, folder) || !counts || isThere(agent, folder, search)) continue;
      tell(search, folder.setting.file, ['missing', absence(agent, folder, environment)]);
    }
  }
}

/** Whose variable it is; others may look there too. */
function isOwner({ id }: Agent, variable: string): boolean {
  return agents.find(({ movedBy = {} }: Agent) => variable in movedBy)?.id === id;
}

function isInstalled(
  { folders, installations = [], credentials = [] }: Agent,
  { directory, home }: Environment,
): boolean {
  const inHome = installations.filter(({ base }) => base === 'home').map(({ path }) => path);
  const signs = [...folders, ...inHome, ...credentials.flatMap(({ paths }) => paths)];
  return signs.some((path) => !path.startsWith('/') && expandPath(directory, path, home).length > 0);
}

function holdsSessions({ stores }: Agent, { part }: MovedFolder): boolean {
  return stores.some(({ paths }) => paths.some((path) => pathBelow(part, path) !== undefined));
}

/** What a link hides of Claude Code's own folders is told where they are read. */
function isThere({ id }: Agent, { path }: MovedFolder, search: StoreSearch): boolean {
  if (path === undefined) return false;
  const ending = whereItEnds(path, search);
  if (ending.kind === 'path') return true;
  return id === claudeCode.id && !(ending.kind === 'absent' && !ending.viaLink);
}

function absence({ name }: Agent, { variable, path }: MovedFolder, { home }: Environment): string {
  return path === undefined
    ? `${name} keeps its sessions where ${variable} says, and only a running shell knows where that is`
    : `${name} keeps its sessions in ${recordedPathOf(home, path)} (${variable}), which is not in the evidence`;
}
