import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { PathContext } from '../../shell/path-context.ts';
import type { FieldValue } from './log-event.ts';

/** Where a program lies that was called by its name alone: nobody recorded which of these it was. */
const usualFolders = ['/usr/bin', '/bin', '/usr/sbin'] as const;

/** Sigma's `Image`: the whole path where the command names one. */
function imageOf(program: string, word: string): FieldValue {
  if (/[\\/]/.test(word)) return word;
  return usualFolders.map((folder) => `${folder}/${program}`);
}

/** Fields of a program that starts. */
export function processFields(command: SimpleCommand): Record<string, FieldValue> {
  const { argv, program, cwd, wrappers, user, remote, pipedFrom, dynamic, effects } = command;
  const parent = wrappers.at(-1);
  return {
    Image: imageOf(program, argv[0] ?? program),
    CommandLine: argv.join(' '),
    ParentImage: parent === undefined ? '/bin/bash' : imageOf(parent, parent),
    CurrentDirectory: cwd,
    ...(user !== undefined && { User: user }),
    Program: program,
    Arguments: argv.slice(1),
    Wrappers: wrappers,
    ...(remote !== undefined && { Remote: remote }),
    ...(pipedFrom !== undefined && { PipedFrom: pipedFrom }),
    Dynamic: dynamic,
    Actions: [...new Set(effects.map(({ action }) => action))],
  };
}

/** Fields of an effect, with those of the program that has it. */
export function effectFields(
  effect: Effect,
  { repository, cwd }: PathContext,
  command?: SimpleCommand,
): Record<string, FieldValue> {
  const { action, target, zone, certainty, program, traits = [] } = effect;
  const onDisk = action === 'read' || action === 'write' || action === 'delete';
  const outside = onDisk ? isOutside(target, repository) : undefined;
  return {
    Image: imageOf(program, command?.argv[0] ?? program),
    Program: program,
    Action: action,
    Target: target,
    Zone: zone,
    Certainty: certainty,
    Traits: traits,
    CurrentDirectory: command?.cwd ?? cwd,
    ...(onDisk && { TargetFilename: bothForms(target) }),
    ...(outside !== undefined && { OutsideRepository: outside }),
    ...(command && { CommandLine: command.argv.join(' '), Arguments: command.argv.slice(1) }),
    ...(command?.user !== undefined && { User: command.user }),
    ...(command?.remote !== undefined && { Remote: command.remote }),
  };
}

/** `undefined` where the path could not be resolved. */
function isOutside(path: string, repository: string): boolean | undefined {
  const target = comparable(path);
  if (!/^(?:\/|[a-z]:\/)/.test(target)) return undefined;
  const root = comparable(repository).replace(/\/$/, '');
  return target !== root && !target.startsWith(`${root}/`);
}

/** Windows takes either slash, and queries are written with one. */
function bothForms(path: string): FieldValue {
  return path.includes('\\') && /^(?:[A-Za-z]:|\\\\)/.test(path) ? [path, path.replaceAll('\\', '/')] : path;
}

/** Windows writes one path in many ways. */
function comparable(path: string): string {
  const windows = /^[a-z]:[\\/]/i.test(path);
  return windows ? path.replaceAll('\\', '/').toLowerCase() : path;
}
