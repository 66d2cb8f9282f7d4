import { literal } from './literal.ts';
import { type OtherAgent, optionsOf, settingNamesOf, unattendedAgents } from './other-agents.ts';

/** An option of one plain word says nothing without the program: `--auto`, `--force`. */
export const telling = /^--(?:yolo$|[a-z]+-)/;

/** Where one of these stands on a line. */
export const otherAgentWording = wordingOf('[^\\n]{0,200}\\s', 'g');

/**
 * What a text holds that takes one of these: an option that says nothing by itself may stand lines behind its program,
 * or before it in a variable.
 */
export const otherAgentFilter = new RegExp(
  `${wordingOf('[^]{0,2000}?[\\s"\'`(=]').source}|${unattendedAgents.flatMap(optionFirst).join('|')}`,
);

/** @param between what may stand between a program and its option */
function wordingOf(between: string, flags = ''): RegExp {
  return new RegExp(
    [...new Set(unattendedAgents.flatMap((agent) => wordings(agent, between)))].join('|'),
    flags,
  );
}

function wordings(agent: OtherAgent, between: string): string[] {
  const { flags = [], values = {}, settings = {}, approvals } = agent.unattended;
  const named = settingNamesOf(agent.unattended);
  const alone = optionsOf(agent.unattended).filter((option) => telling.test(option));
  const ofSeveralWords = [...Object.values(values), ...Object.values(settings)]
    .flat()
    .filter((value) => typeof value === 'string' && /\w-\w/.test(value));
  const withProgram = vagueOptions(agent);
  const vague = flags.filter((option) => option.startsWith('--') && !telling.test(option));
  return [
    // A word of a list, whose program may stand on another line.
    ...vague.map((option) => `["'\`]${literal(option)}["'\`]`),
    ...[...alone, ...named, ...(approvals?.words ?? [])].map((word) => `${literal(word)}\\b`),
    ...ofSeveralWords.map((value) => `${source(value)}\\b`),
    ...(withProgram.length > 0 ? [`${nameOf(agent)}${between}(?:${withProgram.join('|')})`] : []),
  ];
}

/** `args=(--force)`, lines before the program that is given them; or a prompt of any length before its option. */
function optionFirst(agent: OtherAgent): string[] {
  const options = vagueOptions(agent);
  const { programs } = agent;
  const prompted = `\\b(?:${programs.map(literal).join('|')})[\\s\\\\]+(?:-p|--print|--prompt|run|exec)\\b`;
  return options.length > 0 && programs.length > 0
    ? [prompted, `[("'\\s=](?:${options.join('|')})[^]{0,2000}?${nameOf(agent)}`]
    : [];
}

/** Options that say nothing without the program, with the values that they need. */
function vagueOptions({ unattended: { flags = [], values = {} } }: OtherAgent): string[] {
  return [
    ...flags.filter((option) => !telling.test(option)).map((option) => `${literal(option)}\\b`),
    ...Object.entries(values)
      .filter(([option]) => !telling.test(option))
      .map(([option, given]) => `${literal(option)}[=\\s]+["']?(?:${given.map(source).join('|')}|[$%])`),
  ];
}

function nameOf({ programs, sharedPrograms, packages }: OtherAgent): string {
  return `\\b(?:${[...programs, ...sharedPrograms, ...packages].map(literal).join('|')})\\b`;
}

function source(value: string | RegExp): string {
  return typeof value === 'string' ? literal(value) : value.source.replace(/^\^|\$$/g, '');
}
