import { resolve } from 'node:path';
import { type Home, openHome } from '../evidence/home.ts';
import type { Invocation } from './invocation.ts';

/** Whether the home is the one that this machine runs with. */
export function isLiveHome({ options, homeDirectory }: Invocation): boolean {
  return options.root === undefined && options.home === homeDirectory;
}

/**
 * The home that the options name, with the repositories and mappings that belong to it; for the live one, with the
 * folder that the environment names for the agent.
 * @throws {TriageError} where there is no such folder
 */
export function openHomeOf(invocation: Invocation): Home {
  const { options, cwd, env } = invocation;
  const isLive = isLiveHome(invocation);
  const { root, repo: repositories, map: mappings } = options;
  const home = openHome(options.home, { root, isLive, repositories, mappings });
  const named = env['CLAUDE_CONFIG_DIR'];
  return isLive && named ? { ...home, agentFolder: resolve(cwd, named) } : home;
}
