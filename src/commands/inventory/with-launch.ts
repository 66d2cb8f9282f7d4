import type { Launch } from '../../assess/launch/launch-of.ts';
import type { SessionSummary } from '../../events/session-summary.ts';
import { assumeMode } from '../../events/transcript/assume-mode.ts';
import type { KnownGroup } from '../../events/transcript/group-digest.ts';
import type { MergedSession } from '../../events/transcript/merge-groups.ts';
import { summariseSession } from '../../events/transcript/summarise.ts';

/** One session as its files tell it, and what it was. */
export interface StockedSession {
  readonly merged: MergedSession;
  readonly summary: SessionSummary;
}

/** Adds how the session may have been started; where no other way is known, its calls take the mode from there. */
export function withLaunch(
  groups: readonly KnownGroup[],
  { merged, summary }: StockedSession,
  launches: ReadonlyMap<string, Launch>,
): StockedSession {
  const launch = launches.get(summary.sessionId);
  if (!launch) return { merged, summary };
  const { everyJob, places } = launch;
  if (!everyJob) return { merged, summary: { ...summary, mayHaveBypassed: places } };
  assumeMode(groups, merged, { mode: 'bypassPermissions', source: 'launch-configuration' });
  return { merged, summary: { ...summariseSession(groups, merged), launchConfiguration: places } };
}
