import { agents } from '../../agents/index.ts';
import type { AgentStartOf } from '../../assess/join-logs/witness-join.ts';
import type { Actor } from '../../events/foreign-logs/foreign-event.ts';
import { emptyEnvironment, type GuardEnvironment, isGuardVariable } from '../../scan/guard-environment.ts';
import { launchedRoutes } from '../../scan/launch/launched-routes.ts';
import type { RouteId } from '../../scan/routes.ts';

/** They let somebody ask, or are a list of tools. */
const partly: ReadonlySet<RouteId> = new Set([
  'prompt-tool-flag',
  'allow-skip-permissions-flag',
  'blanket-tools-flag',
]);

const names: ReadonlySet<string> = new Set(agents.flatMap(({ programs }) => programs));
/** Behind so many words nobody starts an agent: a log has far more other processes. */
const firstWords = 12;

/** Whether a process is an agent, by its words and its environment as a log has them. */
export const agentStartOf: AgentStartOf = ({ actor }) => {
  if (!mayNameAgent(actor.commandLine ?? '')) return undefined;
  const words = wordsOf(actor);
  const environment = environmentOf(actor);
  const { launch, matches } = launchedRoutes(words, { environment, mustName: true });
  if (launch.agentAt === undefined) return undefined;
  const agent = agentNamed(words[launch.agentAt] ?? '');
  if (agent === undefined) return undefined;
  const isUnattended = matches.some(({ route }) => !partly.has(route));
  const guard = [...launch.environment.keys()].find(isGuardVariable);
  return { agent, isUnattended, ...(guard !== undefined && { guard }) };
};

function mayNameAgent(commandLine: string): boolean {
  if (commandLine.includes('claude')) return true;
  return commandLine.split(/[\s"']+/, firstWords).some((word) => names.has(baseName(word)));
}

function baseName(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
  return name.includes('.') || name.includes('@') ? withoutEnding(name) : name;
}

/** Without a version or the ending of a program. */
function withoutEnding(name: string): string {
  return name.replace(/(?<=.)@.*$|\.(?:exe|cmd|js)$/, '');
}

/** What a shell was given to run stands for the shell, and a script for what runs it. */
function wordsOf({ words, commandLine = '' }: Actor): readonly string[] {
  const all = words ?? split(commandLine);
  const option = all.findIndex((word) => /^-\w*c$/.test(word));
  if (/(?:^|[\\/])(?:node|bun|deno)(?:\.exe)?$/.test(all[0] ?? '')) return all.slice(1);
  const isShell = /(?:^|\/)(?:ba|z|da|k|fi)?sh$/.test(all[0] ?? '');
  if (!isShell || option === -1) return all;
  return split(words ? (all[option + 1] ?? '') : all.slice(option + 1).join(' '));
}

function split(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

function environmentOf({ environment = {} }: Actor): GuardEnvironment {
  const guards = Object.entries(environment).filter(([name]) => isGuardVariable(name));
  if (guards.length === 0) return emptyEnvironment;
  return new Map(guards.map(([name, value]) => [name, { value, exported: true }]));
}

function agentNamed(word: string): string | undefined {
  if (/claude/i.test(word)) return 'claude-code';
  const bare = word.replace(/(?<=.)@[\w.^~-]+$/, '');
  const base = baseName(bare);
  return agents.find(
    ({ programs, packages }) => programs.includes(base) || packages?.npm?.includes(bare) === true,
  )?.id;
}
