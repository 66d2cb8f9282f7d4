import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import { looksLikeAnother, turnsDirection } from '../../shell/look-alike.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { Remembered } from '../../shell/remembered.ts';
import { touchedRecords } from '../../shell/touched-records.ts';
import { isOutside } from '../../shell/zone.ts';
import { purposesOf } from '../../shell/zones/kept-for.ts';
import type { FieldValue } from './log-event.ts';

/** Where a program lies that was called by its name alone: nobody recorded which of these it was. */
const usualFolders = ['/usr/bin', '/bin', '/usr/sbin'] as const;

/** Sigma's `Image`: the whole path where the command names one. */
function imageOf(program: string, word: string): FieldValue {
  return /[\\/]/.test(word) ? word : images.of(program);
}

const images = new Remembered((program) => usualFolders.map((folder) => `${folder}/${program}`), 512);

/** A command with what all its events say of it; made once, so that they share their values. */
export interface DescribedCommand {
  readonly command: SimpleCommand;
  readonly commandLine: string;
  /** Without the program. */
  readonly words: readonly string[];
  /** What the commands do that it runs on another machine; `none` for those that only look. */
  readonly remoteActions?: readonly string[];
  /** It runs others as another user, and those only look. */
  readonly onlyLooks: boolean;
}

/** All commands of a call. */
export function describeCommands(commands: readonly SimpleCommand[]): readonly DescribedCommand[] {
  const looking = lookingWrappers(commands);
  const remote = remoteActions(commands, looking);
  return commands.map((command) => {
    const actions = command.remote === undefined ? remote.get(command.program) : undefined;
    return {
      command,
      commandLine: command.argv.join(' '),
      words: command.argv.slice(1),
      ...(actions && { remoteActions: [...actions] }),
      onlyLooks: command.user === undefined && looking.has(command.program),
    };
  });
}

/** Programs that run commands as another user of which each only looks, at no credentials. */
function lookingWrappers(commands: readonly SimpleCommand[]): ReadonlySet<string> {
  const run = commands.filter(({ user }) => user !== undefined);
  const acting = new Set(run.filter((one) => !onlyLooks(one)).flatMap(({ wrappers }) => wrappers));
  return new Set(run.flatMap(({ wrappers }) => wrappers).filter((wrapper) => !acting.has(wrapper)));
}

function onlyLooks({ effects, dynamic, argv }: SimpleCommand): boolean {
  const isTold = !dynamic || !/^[$`]/.test(argv[0] ?? '');
  return isTold && effects.every(({ action, zone }) => action === 'read' && zone !== 'credentials');
}

/** By the program that runs them there; to look as another user is to look. */
function remoteActions(
  commands: readonly SimpleCommand[],
  looking: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { program, remote, wrappers, effects } of commands) {
    if (remote === undefined) continue;
    const onlyAsks = looking.has(program) && effects.every(({ action }) => action === 'escalate');
    for (const wrapper of wrappers) {
      const actions = found.get(wrapper) ?? new Set<string>();
      found.set(wrapper, actions);
      for (const { action } of effects) if (!onlyAsks) actions.add(action);
      if (effects.length === 0 || onlyAsks) actions.add('none');
    }
  }
  return found;
}

/** Fields of a program that starts. */
export function processFields({
  command,
  commandLine,
  words,
  remoteActions: remotely,
}: DescribedCommand): Record<string, FieldValue> {
  const { argv, program, cwd, wrappers, user, remote, pipedFrom, dynamic, effects } = command;
  const parent = wrappers.at(-1);
  return {
    Image: imageOf(program, argv[0] ?? program),
    CommandLine: commandLine,
    ParentImage: parent === undefined ? '/bin/bash' : imageOf(parent, parent),
    CurrentDirectory: cwd,
    ...(user !== undefined && { User: user }),
    Program: program,
    Arguments: words,
    Wrappers: wrappers,
    ...(remote !== undefined && { Remote: remote }),
    ...(pipedFrom !== undefined && { PipedFrom: pipedFrom }),
    ...(remotely && { RemoteActions: remotely }),
    Dynamic: dynamic,
    LookAlike: looksLikeAnother(program) || turnsDirection(commandLine),
    Actions: [...new Set(effects.map(({ action }) => action))],
    Targets: [...new Set(effects.map(({ target }) => target))],
    Zones: [...new Set(effects.map(({ zone }) => zone))],
    Traits: [...new Set(effects.flatMap(({ traits = [] }) => traits))],
  };
}

/** Fields of an effect, with those of the command that has it. */
export function effectFields(
  effect: Effect,
  paths: PathContext,
  about?: DescribedCommand,
): Record<string, FieldValue> {
  const { action, target, zone, certainty, program, traits = [] } = effect;
  const command = about?.command;
  const onDisk = action === 'read' || action === 'write' || action === 'delete';
  const outside = onDisk ? isOutside(target, paths) : undefined;
  const records = touchedRecords(effect, paths);
  const purposes = onDisk ? purposesOf(target) : [];
  return {
    Image: imageOf(program, command?.argv[0] ?? program),
    Program: program,
    Action: action,
    Target: target,
    Zone: zone,
    Certainty: certainty,
    Traits: traits,
    CurrentDirectory: command?.cwd ?? paths.cwd,
    ...(about?.onlyLooks && { OnlyLooks: true }),
    ...(onDisk && { TargetFilename: bothForms(target) }),
    ...(outside !== undefined && { OutsideRepository: outside }),
    ...(records !== undefined && { AgentRecords: records }),
    ...(purposes.length > 0 && { KeptFor: purposes }),
    ...(about && { CommandLine: about.commandLine, Arguments: about.words }),
    ...(command?.user !== undefined && { User: command.user }),
    ...(command?.remote !== undefined && { Remote: command.remote, Wrappers: command.wrappers }),
  };
}

/** Windows takes either slash, and queries are written with one. */
function bothForms(path: string): FieldValue {
  return path.includes('\\') && /^(?:[A-Za-z]:|\\\\)/.test(path) ? [path, path.replaceAll('\\', '/')] : path;
}
