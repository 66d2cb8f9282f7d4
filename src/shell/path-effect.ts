import type { Action, Certainty, Effect, Trait } from './effect.ts';
import type { PathContext } from './path-context.ts';
import { isOwnCreation, resolvePath, withHome } from './paths.ts';
import { holdsTemporary, zoneOf } from './zone.ts';

export interface PathEffect {
  readonly action: Action;
  /** Absolute, or relative to the context's working folder. */
  readonly path: string;
  /** Name of the tool that has the effect. */
  readonly program: string;
  readonly certainty?: Certainty;
  readonly traits?: readonly Trait[];
}

/** The effect of a tool on one file, with its place. */
export function pathEffect(effect: PathEffect, context: PathContext): Effect {
  const { action, path, program, certainty = 'certain', traits = [] } = effect;
  const target = resolvePath(withHome(path, context.home), context.cwd);
  const all = isOwnCreation(target, context.created) ? [...traits, 'own-creation' as const] : traits;
  // What is put into the folder of scratch files is a scratch file; taking the folder away is another matter.
  const zone = action === 'write' && holdsTemporary(target) ? 'temporary' : zoneOf(target, context);
  return { action, target, zone, certainty, program, ...(all.length > 0 && { traits: all }) };
}
