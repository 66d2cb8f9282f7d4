import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect, Trait } from '../../shell/effect.ts';
import { gitInvocationOf } from '../../shell/git-invocation.ts';
import { losesByMoving } from '../../shell/moved-away.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { pathEffect } from '../../shell/path-effect.ts';
import { isAbsolute, isOwnCreation, isWithin, resolvePath, segmentsOf } from '../../shell/paths.ts';
import { zoneOf } from '../../shell/zone.ts';
import { comesBack } from '../../shell/zones/regenerable.ts';
import { type PrintedRemoval, type RemovalForm, removalForms } from './removal-forms.ts';

const linesAtMost = 5000;
const removalsAtMost = 500;
const longestLine = 2000;
const escapeSequence = /\u001b\[[0-9;]{0,20}m/g;

/** Who printed a line, as far as the call's commands tell. */
interface Printer extends Pick<Effect, 'program' | 'certainty'> {
  /** In which relative paths lie; absent where nobody knows. */
  readonly folder?: string;
  readonly traits: readonly Trait[];
}

/**
 * What a result names as removed, as effects: that happened, whatever the words of the command were.
 * @param text of the result; hostile: a program may print what it likes
 */
export function printedRemovals(
  text: string,
  analysis: CommandAnalysis,
  paths: PathContext,
): readonly Effect[] {
  const printers = removalForms.flatMap((form) => {
    const printer = text.includes(form.needle) ? printerOf(form, analysis) : undefined;
    return printer ? [{ form, printer }] : [];
  });
  if (printers.length === 0) return [];
  const known = { ...paths, created: new Set([...(paths.created ?? []), ...(analysis.created ?? [])]) };
  const found = new Map<string, Effect>();
  for (const line of text.split(/\r?\n/, linesAtMost)) {
    const plain = line.slice(0, longestLine).replace(escapeSequence, '');
    for (const { form, printer } of printers) {
      const match = form.line.exec(plain);
      const effect = match && effectOf(form.read(match), printer, known);
      if (effect) found.set(effect.target, effect);
    }
    if (found.size >= removalsAtMost) break;
  }
  return topmost([...found.values()]);
}

/** A command that prints in this form; else a script, where nothing but such a command prints so. */
function printerOf(form: RemovalForm, { commands, effects }: CommandAnalysis): Printer | undefined {
  const command = commands.find((one) => prints(form, one));
  if (command) {
    const { program, cwd, remote } = command;
    const folder = gitInvocationOf(command)?.directory ?? cwd;
    return { program, folder, certainty: 'certain', traits: remote === undefined ? [] : ['remote'] };
  }
  const run = effects.find(({ action }) => action === 'execute');
  if (!run || !form.isUnmistakable) return undefined;
  const isRemote = run.traits?.includes('remote') === true;
  return { program: run.program, certainty: 'likely', traits: isRemote ? ['remote'] : [] };
}

function prints({ programs, words }: RemovalForm, { program, argv }: SimpleCommand): boolean {
  if (!programs.includes(program.toLowerCase())) return false;
  return words === undefined || argv.some((word) => words.test(word));
}

function effectOf(removal: PrintedRemoval, printer: Printer, paths: PathContext): Effect | undefined {
  const { program, folder = '', certainty } = printer;
  const { to } = removal;
  if (![removal.path, folder].some(isAbsolute)) return undefined;
  const path = resolvePath(removal.path, folder);
  const isMoved = to !== undefined;
  if (isMoved && !losesByMoving({ path, to: to === 'trash' ? to : resolvePath(to, folder) }, paths))
    return undefined;
  const own: readonly Trait[] = isMoved ? ['moved'] : lossOf(path, removal, paths);
  const traits = [...printer.traits, ...own, 'printed' as const].sort();
  return pathEffect({ action: 'delete', path, program, certainty, traits }, paths);
}

function lossOf(path: string, { isTree }: PrintedRemoval, paths: PathContext): readonly Trait[] {
  const keeps = comesBack(zoneOf(path, paths), segmentsOf(path)) || isOwnCreation(path, paths.created);
  return [...(isTree ? (['recursive'] as const) : []), ...(keeps ? [] : (['irreversible'] as const))];
}

/** Without what lies in a folder that went as a whole. */
function topmost(effects: readonly Effect[]): readonly Effect[] {
  const trees = effects.filter(({ traits = [] }) => traits.includes('recursive'));
  return effects.filter((effect) => {
    const segments = segmentsOf(effect.target);
    return !trees.some((tree) => tree !== effect && isWithin(segments, segmentsOf(tree.target)));
  });
}
