import { join } from 'node:path';
import type { Agent } from '../../agents/agent.ts';
import { agents } from '../../agents/index.ts';
import { sharedVariables } from '../../agents/shared-variables.ts';
import type { Environment, PlacedSetting } from '../environment/environment.ts';
import { placesNamedBy } from '../environment/resolve-path.ts';

/** A folder, or a file, of agents that a variable keeps elsewhere. */
export interface MovedFolder {
  readonly variable: string;
  /** What it stands for below the home; empty for the whole home. */
  readonly part: string;
  readonly setting: PlacedSetting;
  /** Absolute on this machine; absent where only whoever runs the file knows it. */
  readonly path?: string;
}

/** The names of all variables that move something of an agent. */
export const movingVariables: ReadonlySet<string> = new Set(
  [sharedVariables, ...agents.map(({ movedBy = {} }: Agent) => movedBy)].flatMap(Object.keys),
);

/** What the environment moves of an agent; a variable that names the usual place moves nothing. */
export function movedFolders({ movedBy }: Agent, environment: Environment): MovedFolder[] {
  const parts = Object.entries({ ...sharedVariables, ...movedBy });
  return parts.flatMap(([variable, part]) =>
    placesNamedBy(variable, environment)
      .filter(({ path }) => path !== join(environment.directory, part))
      .map((place) => ({ variable, part, ...place })),
  );
}

/** The rest of a path below what a variable stands for; undefined where it does not lie there. */
export function pathBelow(part: string, path: string): string | undefined {
  if (part === '') return path;
  if (path === part) return '';
  return path.startsWith(`${part}/`) ? path.slice(part.length + 1) : undefined;
}
