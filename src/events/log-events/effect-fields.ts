import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { Remembered } from '../../shell/remembered.ts';
import type { FieldValue } from './log-event.ts';

/** Where a program lies that was called by its name alone: nobody recorded which of these it was. */
const usualFolders = ['/usr/bin', '/bin', '/usr/sbin'] as const;

/** Sigma's `Image`: the whole path where the command names one. */
function imageOf(program: string, word: string): FieldValue {
  return /[\\/]/.test(word) ? word : images.of(program);
}

const images = new Remembered((program) => usualFolders.map((folder) => `${folder}/${program}`), 512);

/** What all events of one command say of it; made once, so that they share their values. */
export interface CommandFields {
  readonly command: SimpleCommand;
  readonly fields: Readonly<Record<string, FieldValue>> & { readonly CommandLine: string };
}

export function commandFields(command: SimpleCommand): CommandFields {
  const { argv, cwd, user, remote } = command;
  const fields = {
    CommandLine: argv.join(' '),
    Arguments: argv.slice(1),
    CurrentDirectory: cwd,
    ...(user !== undefined && { User: user }),
    ...(remote !== undefined && { Remote: remote }),
  };
  return { command, fields };
}

/** Fields of a program that starts. */
export function processFields({ command, fields }: CommandFields): Record<string, FieldValue> {
  const { argv, program, wrappers, pipedFrom, dynamic, effects } = command;
  const parent = wrappers.at(-1);
  return {
    ...fields,
    Image: imageOf(program, argv[0] ?? program),
    ParentImage: parent === undefined ? '/bin/bash' : imageOf(parent, parent),
    Program: program,
    Wrappers: wrappers,
    ...(pipedFrom !== undefined && { PipedFrom: pipedFrom }),
    Dynamic: dynamic,
    Actions: [...new Set(effects.map(({ action }) => action))],
  };
}

/** Fields of an effect, with those of the command that has it. */
export function effectFields(
  effect: Effect,
  { repository, cwd }: PathContext,
  about?: CommandFields,
): Record<string, FieldValue> {
  const { action, target, zone, certainty, program, traits = [] } = effect;
  const onDisk = action === 'read' || action === 'write' || action === 'delete';
  const outside = onDisk ? isOutside(target, repository) : undefined;
  return {
    CurrentDirectory: cwd,
    ...about?.fields,
    Image: imageOf(program, about?.command.argv[0] ?? program),
    Program: program,
    Action: action,
    Target: target,
    Zone: zone,
    Certainty: certainty,
    Traits: traits,
    ...(onDisk && { TargetFilename: bothForms(target) }),
    ...(outside !== undefined && { OutsideRepository: outside }),
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
