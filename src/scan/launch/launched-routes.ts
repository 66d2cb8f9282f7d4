import { type ArgvMatch, argvRoutes } from '../argv-routes.ts';
import type { GuardEnvironment } from '../guard-environment.ts';
import { type Launch, launchOf } from './launch-of.ts';

/** The routes that the words of one command take, and what stands around the agent that they start. */
export interface LaunchedRoutes {
  readonly launch: Launch;
  readonly matches: readonly ArgvMatch[];
}

/**
 * @param words of one command, its program first
 * @param given `mustName`: words count only behind the name of the agent, for a program that is not known may have
 *   options of the same name
 */
export function launchedRoutes(
  words: readonly string[],
  { environment, mustName = false }: { readonly environment: GuardEnvironment; readonly mustName?: boolean },
): LaunchedRoutes {
  const launch = launchOf(words, environment);
  const from = launch.agentAt ?? (mustName ? words.length : 0);
  const matches = argvRoutes(words.slice(from)).map((match) => ({ ...match, index: match.index + from }));
  return { launch, matches };
}
