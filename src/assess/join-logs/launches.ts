import type { Finding } from '../../detect/finding.ts';
import { finding, kinds, ofEvent } from './join-findings.ts';
import { slackMs } from './running-calls.ts';
import type { Recorded, RecordedSession } from './sides.ts';
import type { Launch, WitnessJoin } from './witness-join.ts';

/** Within this time of its start, a session has its first record. */
const firstRecordMs = 3_600_000;

/** Starts with prompts off: of a session that is recorded, which they prove; or of none. */
export function launches(join: WitnessJoin, { sessions }: Pick<Recorded, 'sessions'>): readonly Finding[] {
  const unattended = withoutRepeats(join.launches.filter(({ start }) => start.isUnattended));
  return unattended.map((launch) => {
    const session = sessionOf(launch, sessions);
    if (!session) return finding(kinds.unrecordedLaunch, ofEvent(launch.event));
    return {
      ...finding(kinds.provenLaunch, { ...ofEvent(launch.event), sessionId: session.sessionId }),
      // Where the transcript itself says so, the log says it again.
      level: session.bypassWindows.length > 0 ? ('informational' as const) : ('medium' as const),
      context: contextOf(launch, session),
    };
  });
}

function contextOf({ start, event }: Launch, { bypassWindows }: RecordedSession): readonly string[] {
  return [
    `Logged by ${event.source}${event.actor.user === undefined ? '' : ` for user ${event.actor.user}`}.`,
    ...(start.guard === undefined
      ? []
      : [`${start.guard} stood in its environment, which isolates nothing.`]),
    ...(bypassWindows.length > 0 ? [] : ['The transcript does not say that its prompts were off.']),
  ];
}

function sessionOf(
  { event, start }: Launch,
  sessions: readonly RecordedSession[],
): RecordedSession | undefined {
  const near = sessions.filter((session) => {
    const from = Date.parse(session.startedAt ?? '');
    const to = Date.parse(session.endedAt ?? session.startedAt ?? '');
    return from <= event.atMs + firstRecordMs && to >= event.atMs - slackMs && session.agent === start.agent;
  });
  const { cwd } = event.actor;
  return near.find(({ cwds }) => cwd !== undefined && cwds.includes(cwd)) ?? near[0];
}

/** A wrapper, a shell and the program itself are one launch. */
function withoutRepeats(all: readonly Launch[]): readonly Launch[] {
  const sorted = all.toSorted((a, b) => a.event.atMs - b.event.atMs);
  return sorted.filter(({ event }, index) => {
    const before = sorted[index - 1]?.event.atMs;
    return before === undefined || event.atMs > before + slackMs;
  });
}
