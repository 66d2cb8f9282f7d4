import type { Agent, Unattended } from '../agents/agent.ts';
import { otherAgents } from '../agents/index.ts';
import { compareLevels, type Level } from '../level.ts';
import { literal } from './literal.ts';

/** An agent and how its prompts are switched off. */
export interface OtherAgent {
  /** What rows of a scan call it. */
  readonly name: string;
  readonly programs: readonly string[];
  /** Names that programs of others have, too. */
  readonly sharedPrograms: readonly string[];
  /** Names under which `npx`, `uvx` and their like start it. */
  readonly packages: readonly string[];
  readonly unattended: Unattended;
}

/** Whose prompts are off, and the highest level that this has. */
export interface OffPrompts {
  readonly agent: string;
  readonly ceiling: Level;
}

/** Every agent but Claude Code, whose routes are `routes`. */
export const unattendedAgents: readonly OtherAgent[] = otherAgents.flatMap(
  ({ id, short: name = id, programs, sharedPrograms = [], packages = {}, unattended }: Agent) => {
    const { npm = [], pypi = [] } = packages;
    return unattended ? [{ name, programs, sharedPrograms, packages: [...npm, ...pypi], unattended }] : [];
  },
);

/** The other agent whose prompts a word of a command switches off: one that is named before it, if any. */
export function otherAgentFlag(words: readonly string[], index: number): OffPrompts | undefined {
  const word = withoutGlued(words[index] ?? '');
  if (!word.startsWith('-')) return undefined;
  const started = unattendedAgents.filter((agent) =>
    words.slice(0, index).some((before) => starts(agent, before, words.slice(index))),
  );
  const taking =
    started.find(({ unattended }) => takesFlag(unattended, words, index)) ??
    unattendedAgents.find(({ unattended }) => unattended.ownFlags?.includes(word));
  if (!taking) return undefined;
  const { flags = [], ownFlags = [] } = taking.unattended;
  const isWhole = [...flags, ...ownFlags].includes(word);
  return offPrompts(
    taking,
    isWhole ? undefined : containmentIn(taking.unattended, settingsOf(taking.unattended, words)),
  );
}

/** An option without what a template adds right behind it: `--yolo${extra}`, `--yolo\r\n`. */
function withoutGlued(word: string): string {
  return /^(--[a-z][a-z-]*)(?:\$[\w{(]|\\[rn]|[\r\n]).*$/s.exec(word)?.[1] ?? word;
}

/** A variable or setting, and those that stand beside it. */
export type Settings = ReadonlyMap<string, string>;

/** The other agent whose prompts a setting or variable switches off. @param beside what else is set with it */
export function otherAgentSetting(
  name: string,
  value: string,
  beside: Settings = new Map(),
): OffPrompts | undefined {
  const taking = unattendedAgents.find(({ unattended: { settings = {} } }) => holds(settings, name, value));
  return taking && offPrompts(taking, containmentIn(taking.unattended, beside));
}

/** The same for a setting that lists patterns. @param allowed those that run unasked @param beside what else is set with it */
export function patternSetting(
  name: string,
  allowed: readonly string[],
  beside: Settings,
): OffPrompts | undefined {
  for (const { name: agent, unattended } of unattendedAgents) {
    const setting = unattended.patternSettings?.find((one) => one.name === name);
    if (!setting || beside.get(setting.gate) === 'false') continue;
    if (allowed.some((pattern) => setting.everything.test(pattern))) return { agent, ceiling: setting.level };
  }
  return undefined;
}

const settingValues = new Set(
  unattendedAgents.flatMap(({ unattended: { settings = {} } }) => Object.values(settings).flat()),
);

const valueOptions = new Set(
  unattendedAgents.flatMap(({ unattended: { values = {}, settingOptions = [] } }) => [
    ...Object.keys(values),
    ...settingOptions,
  ]),
);

/** Whether what follows an option can switch the prompts of one of these off. */
export function takesSwitchingValue(option: string): boolean {
  return valueOptions.has(option.replace(/=.*$/s, ''));
}

/** `exec`: a subcommand that asks nobody. */
export function isUnaskedSubcommand(word: string): boolean {
  return unaskedSubcommands.has(word);
}

const unaskedSubcommands = new Set(
  unattendedAgents.flatMap(({ unattended }) =>
    (unattended.subcommandFlags?.subcommands ?? []).filter((name) => name.length > 1),
  ),
);

/** Every option that says so, alone or with a value. */
export function optionsOf({ flags = [], ownFlags = [], subcommandFlags, values = {} }: Unattended): string[] {
  return [...flags, ...ownFlags, ...(subcommandFlags?.flags ?? []), ...Object.keys(values)];
}

/** Every setting and variable that says so. */
export function settingNamesOf({ settings = {}, patternSettings = [] }: Unattended): string[] {
  return [...Object.keys(settings), ...patternSettings.map(({ name }) => name)];
}

/** Whether an agent has an option of its own of this name. */
export function hasOption(agent: string, option: string): boolean {
  const {
    flags = [],
    ownFlags = [],
    values = {},
  } = unattendedAgents.find(({ name }) => name === agent)?.unattended ?? {};
  return flags.includes(option) || ownFlags.includes(option) || Object.hasOwn(values, option);
}

/** Cheap: whether a string can be the value of such a setting. */
export function isSettingValue(value: string): boolean {
  return settingValues.has(value);
}

/** Whether a text names a program or package of the agent: its options have common names. */
export function isNamedIn(text: string, agent: string): boolean {
  const named = unattendedAgents.find(({ name }) => name === agent);
  if (!named) return false;
  const words = [...named.programs, ...named.sharedPrograms, ...named.packages].map(literal);
  return new RegExp(`(?<![a-z])(?:${words.join('|')})(?![a-z])`, 'i').test(text);
}

/** The same for a setting that only the agent's own files give its meaning. @param keys from the root of the file */
export function ownFileSetting(file: string, keys: readonly string[], value: string): OffPrompts | undefined {
  const taking = unattendedAgents.find(({ unattended: { ownSettings } }) => {
    if (!ownSettings?.files.test(file)) return false;
    return Object.keys(ownSettings.settings).some(
      (path) => isPath(path.split('.'), keys) && holds(ownSettings.settings, path, value),
    );
  });
  return taking && offPrompts(taking, undefined);
}

function isPath(path: readonly string[], keys: readonly string[]): boolean {
  return path.length === keys.length && path.every((part, index) => part === '**' || part === keys[index]);
}

/** The same for an input of a step of GitHub Actions. @param uses `owner/name@ref` */
export function actionInput(
  uses: string,
  [name, value]: readonly [string, string],
  beside: Settings,
): OffPrompts | undefined {
  const action = uses.replace(/@.*$/, '').toLowerCase();
  const taking = unattendedAgents.find(({ unattended: { actions = [] } }) =>
    actions.some((one) => one.uses === action && holds(one.inputs, name, value)),
  );
  return taking && offPrompts(taking, containmentIn(taking.unattended, beside));
}

/** What a sandbox leaves of an agent that asks nobody; undefined where it does not say. */
function containmentIn({ containment }: Unattended, settings: Settings): Level | 'nothing' | undefined {
  if (!containment) return undefined;
  const given = containment.settings.map((name) => settings.get(name)).find((value) => value !== undefined);
  return (given === undefined ? undefined : containment.leaves[given]) ?? containment.unsaid;
}

function offPrompts(
  { name, unattended: { level = 'high' } }: OtherAgent,
  containment: Level | 'nothing' | undefined,
): OffPrompts | undefined {
  if (containment === 'nothing') return undefined;
  if (containment === undefined) return { agent: name, ceiling: level };
  return { agent: name, ceiling: compareLevels(level, containment) <= 0 ? level : containment };
}

/** @param given the option, and the words after it */
function starts(
  { programs, sharedPrograms, packages }: OtherAgent,
  word: string,
  given: readonly string[],
): boolean {
  const [plain, name] = namesOf(word);
  if (packages.includes(plain) || programs.includes(name)) return true;
  if (!sharedPrograms.includes(name)) return false;
  return given[0]?.startsWith('--') === true || (plain === name && takesNoValue(given));
}

/** `agent -f`, `agent -f "fix the tests"`: a short option that others give a file or a name stands alone here. */
function takesNoValue([, next]: readonly string[]): boolean {
  return next === undefined || /^(?:-|"?\$(?:@|\*)|[|&;<>])|\s/.test(next);
}

/** A word without its version, and the program that it names: `/usr/bin/codex`, `${prefix}codex`, `codex.exe`. */
export function namesOf(word: string): [plain: string, program: string] {
  const plain = word.replace(/(?<=.)@[\w.-]+$/, '');
  const start = Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\'), plain.lastIndexOf('}'));
  return [plain, plain.slice(start + 1).replace(/\.(?:exe|cmd)$/, '')];
}

function takesFlag(unattended: Unattended, words: readonly string[], index: number): boolean {
  const { flags = [], ownFlags = [], subcommandFlags } = unattended;
  const { values = {}, settingOptions = [], settings = {} } = unattended;
  const word = withoutGlued(words[index] ?? '');
  if ([...flags, ...ownFlags].includes(word)) return true;
  if (subcommandFlags?.flags.includes(word)) {
    return words.slice(0, index).some((before) => subcommandFlags.subcommands.includes(before));
  }
  const [name, value] = optionAt(words, index);
  if (!settingOptions.includes(name)) return holds(values, name, value);
  return holds(settings, ...settingIn(value));
}

/** Everything that the words of a command set: options with their values, and settings given by an option. */
function settingsOf({ settingOptions = [] }: Unattended, words: readonly string[]): Settings {
  return new Map(
    words.flatMap((word, index) => {
      if (!word.startsWith('-')) return [];
      const [name, value] = optionAt(words, index);
      return [settingOptions.includes(name) ? settingIn(value) : ([name, value] as const)];
    }),
  );
}

function optionAt(words: readonly string[], index: number): [string, string] {
  const word = words[index] ?? '';
  const equals = word.indexOf('=');
  return equals === -1 ? [word, words[index + 1] ?? ''] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** `-c approval_policy="never"`. */
function settingIn(text: string): [string, string] {
  const [, name = '', value = ''] = /^\s*([\w.-]+)\s*=\s*["']?([^"']*)["']?\s*$/.exec(text) ?? [];
  return [name, value];
}

function holds(map: Unattended['settings'] & object, name: string, value: string): boolean {
  const values = Object.hasOwn(map, name) ? map[name] : undefined;
  return values?.some((one) => (typeof one === 'string' ? one === value : one.test(value))) ?? false;
}
