import { Command as Commander, CommanderError, Option } from 'commander';
import { TriageError } from '../errors.ts';
import type { OptionEntry } from '../invocation/options/option-entry.ts';
import { commonOptions, type OptionName, type OptionsOf, optionTable } from '../invocation/options.ts';
import { version } from '../version.ts';
import { commandGroups } from './command-groups.ts';
import type { AnyCommandEntry } from './command-table.ts';
import { helpGroups } from './commands.ts';
import type { Io } from './io.ts';

/** The options of a command as they were given, under the names of the option table. */
export type GivenOptions = Partial<OptionsOf<OptionName>> & { readonly format: string };

/** What the command line asks for. `chosen` is absent where help or the version was the answer. */
export interface Request {
  readonly text: string;
  readonly chosen?: {
    readonly entry: AnyCommandEntry;
    readonly operands: readonly string[];
    readonly options: GivenOptions;
  };
}

const exitCodes = `
Exit codes: 0 finished · 1 findings at or above --fail-on · 2 not run · 3 finished, but with gaps · 70 a bug`;

/**
 * Parses the command line against the command table.
 * @throws {TriageError} for an unknown command, option or format
 */
export async function parse(argv: readonly string[], io: Io): Promise<Request> {
  let text = '';
  let chosen: Request['chosen'];
  const program = new Commander('yolo-triage')
    .description('Incident triage for coding agents that ran with their permission prompts off.')
    .version(version)
    .addHelpText('after', exitCodes);
  for (const { entry, title } of entries()) {
    const command = addCommand(program, entry.name, title).description(entry.summary);
    command.addHelpText('after', examplesOf(entry));
    if (entry.operands !== undefined) command.argument(entry.operands);
    for (const name of [...commonOptions, ...entry.options]) command.addOption(option(name, io));
    command.addOption(
      new Option('--format <format>', 'form of the result')
        .choices(Object.keys(entry.formats))
        .default(Object.keys(entry.formats)[0]),
    );
    if ('json' in entry.formats) command.addOption(jsonOption());
    command.action((...args: unknown[]) => {
      const operands = entry.operands === undefined ? [] : [args[0] ?? []].flat().map(String);
      chosen = { entry, operands, options: named(entry, command.opts()) };
    });
  }
  const collect = (written: string): void => {
    text += written;
  };
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap((group) => group.commands),
  ]) {
    // Standard error gets help where a command is missing; errors themselves are thrown.
    command
      .exitOverride()
      .configureOutput({ writeOut: collect, writeErr: collect, outputError: () => undefined });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0 && error.code !== 'commander.help') throw usage(error);
  }
  return { text, ...(chosen && { chosen }) };
}

function entries(): readonly { readonly entry: AnyCommandEntry; readonly title: string }[] {
  return helpGroups.flatMap(({ title, commands }) => commands.map((entry) => ({ entry, title })));
}

/** A name of two words is a command below the first. */
function addCommand(program: Commander, name: string, title: string): Commander {
  const [first, second] = name.split(' ');
  if (first === undefined || second === undefined) return program.command(name).helpGroup(`${title}:`);
  const known = program.commands.find((command) => command.name() === first);
  const parent =
    known ??
    program
      .command(first)
      .description(commandGroups[first] ?? '')
      .helpGroup(`${title}:`);
  return parent.command(second);
}

function examplesOf({ name, examples }: AnyCommandEntry): string {
  const lines = examples.map((words) => `  $ yolo-triage ${name} ${words}`.trimEnd());
  return `\nExamples:\n${lines.join('\n')}`;
}

function jsonOption(): Option {
  return new Option('--json', 'the same as --format json').conflicts('format');
}

function usage(error: CommanderError): TriageError {
  return new TriageError(error.message.replace(/^error: /, ''), 'see yolo-triage --help');
}

function option(name: OptionName, io: Io): Option {
  const { flags, description, repeatable, parse: parser }: OptionEntry = optionTable[name];
  const made = new Option(flags, description);
  if (!flags.includes('<')) return made;
  return made.argParser((word: string, before: unknown) => {
    const value = parser ? parser(word, io) : word;
    return repeatable ? [...((before as unknown[] | undefined) ?? []), value] : value;
  });
}

/** Commander files `--no-redact` under `redact`. */
function named(entry: AnyCommandEntry, given: Record<string, unknown>): GivenOptions {
  const names: readonly OptionName[] = [...commonOptions, ...entry.options];
  const values = names.map((name) => {
    const { repeatable }: OptionEntry = optionTable[name];
    return [name, given[name] ?? (repeatable ? [] : undefined)] as const;
  });
  const options = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  const noRedact = given['redact'] === false && { noRedact: true };
  // Commander knows no types: each value is what `parse` of the option of that name has made.
  return {
    ...options,
    ...noRedact,
    format: given['json'] === true ? 'json' : String(given['format']),
  } as GivenOptions;
}
