import { join } from 'node:path';
import { readHead } from './read-head.ts';

/** https://code.claude.com/docs/en/settings#available-settings, `cleanupPeriodDays` */
const daysByDefault = 30;

/**
 * How many days the agent keeps transcripts: the shortest that any settings file of the user or of the machine names.
 * @param configuration the agent's folder, absolute
 */
export function retentionDays(configuration: string, managed: readonly string[]): number {
  const files = [
    join(configuration, 'settings.json'),
    join(configuration, 'settings.local.json'),
    ...managed,
  ];
  const named = files.flatMap((file) => {
    const days = /"cleanupPeriodDays"\s{0,20}:\s{0,20}(\d{1,6})/.exec(readHead(file))?.[1];
    return days === undefined ? [] : [Number(days)];
  });
  return named.length === 0 ? daysByDefault : Math.min(...named);
}
