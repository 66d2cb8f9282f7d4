import type { Effect, Trait } from './effect.ts';
import type { PathContext } from './path-context.ts';
import { segmentsOf } from './paths.ts';
import { type RecordsPlace, recordsPlaceOf } from './zones/agent-records.ts';

/**
 * How an effect meets the records that agents keep of their sessions: it writes or deletes among them, or takes a
 * folder away that holds them.
 */
export function touchedRecords(
  effect: Effect,
  { home }: Pick<PathContext, 'home'>,
): RecordsPlace | undefined {
  const { action, target, traits = [] } = effect;
  if (action !== 'write' && action !== 'delete') return undefined;
  if (traits.includes('remote')) return undefined;
  const place = recordsPlaceOf(segmentsOf(target), segmentsOf(home));
  if (place === 'within' || action === 'write') return place === 'within' ? place : undefined;
  return place === 'traces' || takesAll(effect) ? place : undefined;
}

/** Whether nothing in the folder stays: `find` with a test and most of git's commands leave what does not concern them. */
function takesAll({ program, traits = [] }: Effect): boolean {
  const has = (trait: Trait): boolean => traits.includes(trait);
  if (program === 'git') return has('untracked');
  if (program === 'find') return has('forced');
  return has('recursive') || has('moved');
}
