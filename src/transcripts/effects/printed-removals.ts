import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect, Trait } from '../../shell/effect.ts';
import { gitInvocationOf } from '../../shell/git-invocation.ts';
import { losesByMoving } from '../../shell/moved-away.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { pathEffect } from '../../shell/path-effect.ts';
import { isAbsolute, isOwnCreation, isWithin, resolvePath, segmentsOf } from '../../shell/paths.ts';
import { zoneOf } from '../../shell/zone.ts';
import { comesBack, deletedPlace, isRegenerable } from '../../shell/zones/regenerable.ts';
import { quietPrograms } from './quiet-programs.ts';
import { type PrintedRemoval, type RemovalForm, removalForms } from './removal-forms.ts';

const linesAtMost = 5000;
/** Further ones are not told. */
export const removalsAtMost = 500;
const longestLine = 2000;
const escapeSequence = /\u001b\[[0-9;]{0,20}m/g;

/** Who printed a line, as far as the call's commands tell. */
interface Printer extends Pick<Effect, 'program' | 'certainty'> {
  /** In which relative paths lie; absent where nobody knows. */
  readonly folder?: string;
  readonly traits: readonly Trait[];
}

/**
 * What a result names as removed, as effects: that happened, whatever the words of the command were. Without what lay
 * in a folder that went as a whole.
 * @param text of the result; hostile: a program may print what it likes
 */
export function printedRemovals(
  text: string,
  analysis: CommandAnalysis,
  paths: PathContext,
): readonly Effect[] {
  return topmost(namedRemovals(text, analysis, paths));
}

/** The same with everything that is named. */
export function namedRemovals(
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
  return [...found.values()];
}

/** A command that prints in this form; else a script, where nothing but such a command prints so. */
function printerOf(form: RemovalForm, { commands, effects }: CommandAnalysis): Printer | undefined {
  const printing = commands.filter((one) => prints(form, one));
  const others = commands.filter((one) => !printing.includes(one) && !quietPrograms.has(one.program));
  if (printing.length > 0) return form.isPlain && others.length > 0 ? undefined : printerAmong(printing);
  const run = effects.find(({ action }) => action === 'execute');
  if (!run || !form.isUnmistakable) return undefined;
  return { program: run.program, certainty: 'likely', traits: remoteOf(run.traits?.includes('remote')) };
}

/** Which of several commands printed a line is not known: where a relative path lies is only likely then. */
function printerAmong(commands: readonly SimpleCommand[]): Printer | undefined {
  const [first] = commands;
  const folders = new Set(commands.map((command) => gitInvocationOf(command)?.directory ?? command.cwd));
  const [folder] = folders;
  if (!first || folder === undefined) return undefined;
  const traits = remoteOf(commands.every(({ remote }) => remote !== undefined));
  return { program: first.program, folder, certainty: folders.size > 1 ? 'likely' : 'certain', traits };
}

function remoteOf(isRemote: boolean | undefined): readonly Trait[] {
  return isRemote ? ['remote'] : [];
}

function prints({ programs, words = [] }: RemovalForm, { program, argv }: SimpleCommand): boolean {
  if (!programs.includes(program.toLowerCase())) return false;
  return words.every((word) => argv.some((one) => word.test(one)));
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
  const place = deletedPlace(path, zoneOf(path, paths), paths);
  const traits: Trait[] = isTree ? ['recursive'] : [];
  if (!comesBack(place) && !isOwnCreation(path, paths.created)) traits.push('irreversible');
  if (isRegenerable(place)) traits.push('regenerable');
  return traits;
}

/** What was removed after something in it was such a folder. */
function topmost(effects: readonly Effect[]): readonly Effect[] {
  const places = effects.map(({ target }) => segmentsOf(target));
  const holdsAnother = (place: readonly string[]): boolean =>
    places.some((other) => other.length > place.length && isWithin(other, place));
  const trees = effects.map((effect, index) => (holdsAnother(places[index] ?? []) ? asTree(effect) : effect));
  const whole = trees.filter(isTree).map(({ target }) => segmentsOf(target));
  return trees.filter((_, index) => {
    const place = places[index] ?? [];
    return !whole.some((tree) => tree.length < place.length && isWithin(place, tree));
  });
}

function isTree({ traits = [] }: Effect): boolean {
  return traits.includes('recursive');
}

function asTree(effect: Effect): Effect {
  const { traits = [] } = effect;
  return { ...effect, traits: [...new Set<Trait>([...traits, 'recursive'])].sort() };
}
