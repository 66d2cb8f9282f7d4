import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';

/**
 * A copy for keeping. A text that was cut out of a part of the file holds that whole part in memory, and one kept event
 * in each part would hold the whole log.
 */
export function detached(event: ForeignEvent): ForeignEvent {
  return structuredClone(event);
}
