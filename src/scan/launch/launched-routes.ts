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
  const isOther = isOtherProgram(words, launch);
  const matches = argvRoutes(words.slice(from))
    .filter(({ route }) => route !== 'blanket-tools-flag' || !isOther)
    .map((match) => ({ ...match, index: match.index + from }));
  return { launch, matches };
}

/** A list of allowed tools is an option of many programs: of one that is called otherwise it is another list. */
function isOtherProgram(words: readonly string[], { agentAt, carried, commandAt }: Launch): boolean {
  const program = words[commandAt] ?? '';
  return agentAt === undefined && !carried && /^[\w-]+$/.test(program) && !/claude|^cc/i.test(program);
}
