import type { Agent, Unattended } from '../agents/agent.ts';
import { otherAgents } from '../agents/index.ts';
import type { Level } from '../level.ts';

/** An agent and how its prompts are switched off. */
export interface OtherAgent {
  /** What rows of a scan call it. */
  readonly name: string;
  readonly programs: readonly string[];
  readonly unattended: Unattended;
}

/** Every agent but Claude Code, whose routes are `routes`. */
export const unattendedAgents: readonly OtherAgent[] = otherAgents.flatMap(
  ({ id, short: name = id, programs, unattended }: Agent) =>
    unattended ? [{ name, programs, unattended }] : [],
);

/** The other agent whose prompts a word of a command switches off: one that is named before it, if any. */
export function otherAgentFlag(words: readonly string[], index: number): string | undefined {
  const word = words[index] ?? '';
  if (!word.startsWith('-')) return undefined;
  const [name = '', given] = word.split('=', 2);
  const value = given ?? words[index + 1] ?? '';
  const before = words.slice(0, index).map((other) => other.slice(other.lastIndexOf('/') + 1));
  const started = unattendedAgents.filter(({ programs }) =>
    programs.some((program) => before.includes(program)),
  );
  const taking = started.find(
    ({ unattended: { flags = [], ownFlags = [], values = {} } }) =>
      [...flags, ...ownFlags].includes(word) || valuesOf(values, name).includes(value),
  );
  return (taking ?? unattendedAgents.find(({ unattended }) => unattended.ownFlags?.includes(word)))?.name;
}

/** The other agent whose prompts a setting or variable switches off. */
export function otherAgentSetting(name: string, value: string): string | undefined {
  return unattendedAgents.find(({ unattended: { settings = {} } }) =>
    valuesOf(settings, name).includes(value),
  )?.name;
}

/** What an agent may do at most with its prompts off; of one that is not known, anything. */
export function unattendedLevel(name: string | undefined): Level {
  return unattendedAgents.find((agent) => agent.name === name)?.unattended.level ?? 'critical';
}

function valuesOf(map: Readonly<Record<string, readonly string[]>>, key: string): readonly string[] {
  return (Object.hasOwn(map, key) ? map[key] : undefined) ?? [];
}

/** An option of one plain word says nothing without the program: `--auto`, `--force`. */
export const telling = /^--(?:yolo$|[a-z]+-)/;

/** Where one of these stands in a text. */
export const otherAgentWording = new RegExp([...new Set(unattendedAgents.flatMap(wordings))].join('|'), 'g');

function wordings({
  programs,
  unattended: { flags = [], ownFlags = [], values = {}, settings = {} },
}: OtherAgent): string[] {
  const options = [...flags, ...ownFlags, ...Object.keys(values)];
  const alone = options.filter((option) => telling.test(option));
  const withProgram = [
    ...flags.filter((option) => !telling.test(option)).map((option) => `${literal(option)}\\b`),
    ...Object.entries(values)
      .filter(([option]) => !telling.test(option))
      .map(([option, given]) => `${literal(option)}[=\\s]+["']?(?:${given.map(literal).join('|')}|[$%])`),
  ];
  const ofSeveralWords = [...Object.values(values), ...Object.values(settings)]
    .flat()
    .filter((value) => /\w-\w/.test(value));
  return [
    ...[...alone, ...ofSeveralWords, ...Object.keys(settings)].map((word) => `${literal(word)}\\b`),
    ...(withProgram.length > 0
      ? [`\\b(?:${programs.map(literal).join('|')})\\b[^\\n]{0,200}\\s(?:${withProgram.join('|')})`]
      : []),
  ];
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
