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
  if (traits.includes('remote') || !place.test(target)) return undefined;
  const [segments, ofHome] = [segmentsOf(target), segmentsOf(home)];
  const found = recordsPlaceOf(segments, ofHome) ?? foundRecordsOf(segments, ofHome);
  if (found === 'within' || action === 'write') return found === 'within' ? found : undefined;
  return found === 'traces' || takesAll(effect) ? found : undefined;
}

/** What lies on a disk: databases, images and processes are deleted, too, and have names of any form. */
const place = /^(?:[/\\~$`%*]|[A-Za-z]:)/;

/** An empty folder is no record. */
const folderMakers: ReadonlySet<string> = new Set(['mkdir', 'gmkdir']);

/** Whether nothing in the folder stays: `find` with a test and most of git's commands leave what does not concern them, unless the result names the folder. */
function takesAll({ program, traits = [] }: Effect): boolean {
  const has = (trait: Trait): boolean => traits.includes(trait);
  if (program === 'git') return has('untracked') || (has('printed') && has('recursive'));
  if (program === 'find') return has('forced');
  return has('recursive') || has('moved');
}
