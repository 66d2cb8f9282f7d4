import type { Agent } from '../../agents/agent.ts';
import { claudeCode } from '../../agents/claude-code.ts';
import { otherAgents } from '../../agents/index.ts';
import type { Level } from '../../level.ts';
import { type RouteId, routes } from '../../scan/routes.ts';

/** One way in which the start of a process shows that an agent runs without its prompts. */
export interface UnattendedLaunch {
  /** Names files and rules. */
  readonly id: string;
  readonly agent: string;
  readonly title: string;
  readonly level: Level;
  /** Base names of the program, without `.exe`. */
  readonly programs: readonly string[];
  /** Parts of a program path that tell the agent where its base name does not. */
  readonly paths: readonly string[];
  /** Package that an interpreter runs: `node …/node_modules/<package>/…`. */
  readonly packages: readonly string[];
  /** Words of the command line, each beginning after a blank; any of them, or of the switches, is enough. */
  readonly words: readonly string[];
  /** Options of one letter: a blank, or the end of the line, must follow them. */
  readonly switches: readonly string[];
  readonly documentation: string;
}

const claude = {
  agent: claudeCode.name,
  programs: claudeCode.programs,
  paths: ['/claude/versions/', '\\claude\\versions\\'],
  packages: (claudeCode.packages?.npm ?? []).flatMap((name) => [name, name.replace('/', '\\')]),
  documentation: 'https://code.claude.com/docs/en/permission-modes',
};

/** Level and wording are those of the route registry that `scan` goes by. */
function claudeLaunch(id: string, route: RouteId, words: readonly string[]): UnattendedLaunch {
  const { level, says } = routes[route];
  return { ...claude, id: `claude-${id}`, title: `Claude Code ${says}`, level, words, switches: [] };
}

/** Where a short option stands for itself, and not for the beginning of a longer one. */
const isShort = (option: string): boolean => /^-[A-Za-z]$/.test(option);

/** Query languages take `*` for any text. */
const isPlain = (value: string | RegExp): value is string =>
  typeof value === 'string' && !value.includes('*');

/** Settings and variables are not in a command line. */
function otherLaunch({
  id,
  name,
  short = id,
  programs,
  packages,
  unattended,
  documentation,
}: Agent): UnattendedLaunch[] {
  if (!unattended) return [];
  const { flags = [], ownFlags = [], values = {}, level = 'high' } = unattended;
  const options = [...flags, ...ownFlags];
  const valued = Object.entries(values).flatMap(([option, given]) =>
    given
      .filter(isPlain)
      .flatMap((value) => [`${option} ${value}`, ...(isShort(option) ? [] : [`${option}=${value}`])]),
  );
  const words = [...options.filter((option) => !isShort(option)), ...valued];
  if (words.length === 0 || programs.length === 0) return [];
  return [
    {
      id: `${short}-unattended`,
      agent: name,
      title: `${name} starts with its approval prompts off`,
      level,
      programs,
      paths: [],
      packages: packages?.npm ?? [],
      words,
      switches: options.filter(isShort),
      documentation,
    },
  ];
}

/** Every route that a process's command line can show. */
export const unattendedLaunches: readonly UnattendedLaunch[] = [
  claudeLaunch('skip-permissions', 'skip-permissions-flag', ['--dangerously-skip-permissions']),
  claudeLaunch('bypass-mode', 'bypass-mode-flag', [
    '--permission-mode bypassPermissions',
    '--permission-mode=bypassPermissions',
  ]),
  claudeLaunch('allow-skip-permissions', 'allow-skip-permissions-flag', [
    '--allow-dangerously-skip-permissions',
  ]),
  claudeLaunch('prompt-tool', 'prompt-tool-flag', ['--permission-prompt-tool']),
  ...otherAgents.flatMap(otherLaunch),
];
