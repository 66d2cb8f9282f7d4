import type { Effect, Trait } from './effect.ts';
import type { PathContext } from './path-context.ts';
import { segmentsOf } from './paths.ts';
import { foundRecordsOf, type RecordsPlace, recordsPlaceOf } from './zones/agent-records.ts';

/**
 * How an effect meets the records that agents keep of their sessions: it writes or deletes among them, or takes a
 * folder away that holds them.
 */
export function touchedRecords(
  effect: Effect,
  { home }: Pick<PathContext, 'home'>,
): RecordsPlace | undefined {
  const { action, target, program, traits = [] } = effect;
  if ((action !== 'write' || folderMakers.has(program)) && action !== 'delete') return undefined;
  if (traits.includes('remote')) return undefined;
  const [segments, ofHome] = [segmentsOf(target), segmentsOf(home)];
  const place = recordsPlaceOf(segments, ofHome) ?? foundRecordsOf(segments, ofHome);
  if (place === 'within' || action === 'write') return place === 'within' ? place : undefined;
  return place === 'traces' || takesAll(effect) ? place : undefined;
}

/** An empty folder is no record. */
const folderMakers: ReadonlySet<string> = new Set(['mkdir', 'gmkdir']);

/** Whether nothing in the folder stays: `find` with a test and most of git's commands leave what does not concern them, unless the result names the folder. */
function takesAll({ program, traits = [] }: Effect): boolean {
  const has = (trait: Trait): boolean => traits.includes(trait);
  if (program === 'git') return has('untracked') || (has('printed') && has('recursive'));
  if (program === 'find') return has('forced');
  return has('recursive') || has('moved');
}
