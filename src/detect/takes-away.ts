import type { LogEvent } from '../events/log-events/log-event.ts';

/** What stands as a target and is no thing that anybody could miss. */
const noThings: ReadonlySet<string> = new Set(['running system']);

/**
 * Whether an effect names a thing that it deletes or drops, or that it writes over for good. Some clients are known by
 * their command line alone: that is no thing, and a branch or a tag is a name for what is there without it.
 */
export function takesAway(effect: LogEvent['effect']): boolean {
  if (!effect || noThings.has(effect.target)) return false;
  const { action, target, program, traits = [] } = effect;
  if (traits.includes('refspec')) return false;
  const isCommand = target === program || target.startsWith(`${program} `);
  return !isCommand && (action === 'delete' || (action === 'write' && traits.includes('irreversible')));
}
