import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';

/** Change a file that is there, and make none; each may also write a new one where a redirection says so. */
const inPlace: ReadonlySet<string> = new Set(['sed', 'gsed', 'perl', 'ruby', 'awk', 'gawk']);

/** Leave what a file holds, or give up where there is one. */
const harmless: ReadonlySet<string> = new Set([
  'git',
  'touch',
  'mkdir',
  'mkfifo',
  'mktemp',
  'ln',
  'chmod',
  'chown',
  'chgrp',
  'setfacl',
  'xattr',
]);

/** How a command line writes to a path: over what is there, or over what may be there; undefined where nothing is lost by it. */
export function overwritingOf(effect: Effect, analysis: CommandAnalysis): 'in-place' | 'whole' | undefined {
  const { action, target, certainty, program, zone, traits = [] } = effect;
  if (action !== 'write' || certainty !== 'certain' || zone === 'temporary') return undefined;
  if (traits.some((trait) => trait === 'own-creation' || trait === 'remote' || trait === 'dry-run'))
    return undefined;
  if (harmless.has(program)) return undefined;
  // What is appended to is not among what the command may have made.
  if (analysis.created?.has(target) !== true) return inPlace.has(program) ? 'in-place' : undefined;
  return asksFirst(effect, analysis) ? undefined : 'whole';
}

/** `cp -n` and `mv -n` leave alone what is there; a backup is made with `-b`. */
function asksFirst({ program, target }: Effect, { commands }: CommandAnalysis): boolean {
  return commands.some(
    ({ program: own, argv, effects }) =>
      own === program &&
      /^(?:cp|mv|install)$/.test(own) &&
      effects.some((effect) => effect.target === target) &&
      argv.some((word) => /^(?:-[a-zA-Z]*[nbu][a-zA-Z]*|--no-clobber|--backup.*|--update.*)$/.test(word)),
  );
}
