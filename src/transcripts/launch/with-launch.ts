import type { KnownGroup } from '../digest/group-digest.ts';
import type { MergedSession } from '../join/merge-groups.ts';
import type { SessionSummary } from '../session-summary.ts';
import { summariseSession } from '../summary/summarise.ts';
import { assumeMode } from './assume-mode.ts';
import type { Launch } from './launch-of.ts';

/** One session as its files tell it, and what it was. */
export interface DigestedSession {
  readonly merged: MergedSession;
  readonly summary: SessionSummary;
}

/** Adds how the session may have been started; where no other way is known, its calls take the mode from there. */
export function withLaunch(
  groups: readonly KnownGroup[],
  { merged, summary }: DigestedSession,
  launches: ReadonlyMap<string, Launch>,
): DigestedSession {
  const launch = launches.get(summary.sessionId);
  if (!launch) return { merged, summary };
  const { everyJob, places } = launch;
  if (!everyJob) return { merged, summary: { ...summary, mayHaveBypassed: places } };
  assumeMode(groups, merged, { mode: 'bypassPermissions', source: 'launch-configuration' });
  return { merged, summary: { ...summariseSession(groups, merged), launchConfiguration: places } };
}
