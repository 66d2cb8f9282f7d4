import type { Finding } from '../../detect/finding.ts';
import { groupedFinding, kinds, type Match, ofCall } from './join-findings.ts';
import type { Hole } from './log-coverage.ts';
import { slackMs, type TimedCall } from './running-calls.ts';
import { ran } from './sides.ts';
import type { WitnessJoin } from './witness-join.ts';

/** A log of processes, by the clock of the transcripts. */
export interface ProcessWitness {
  readonly fromMs: number;
  readonly toMs: number;
  readonly holes: readonly Hole[];
}

/** Shells run these themselves: they have no process. */
const builtIn =
  /^(?:cd|echo|export|set|source|alias|unset|pwd|true|false|type|read|printf|test|exit|return|wait|jobs|ulimit|umask|eval|exec|:|\[)$/;

/**
 * Commands that a log should show and does not: one finding for each stretch of calls of which it shows none. A log in
 * which no call at all has a process says nothing: it is of another machine, or leaves the agent's processes out.
 */
export function absentProcesses(join: WitnessJoin, witnesses: readonly ProcessWitness[]): readonly Finding[] {
  if (join.sightings.size === 0) return [];
  const stretches: TimedCall[][] = [];
  let open: TimedCall[] | undefined;
  for (const timed of join.calls.timed) {
    if (!isVisible(timed) || !isCovered(timed, witnesses)) continue;
    if (join.sightings.has(timed.call.id)) open = undefined;
    else if (open) open.push(timed);
    else {
      open = [timed];
      stretches.push(open);
    }
  }
  const told = stretches.length > mostStretches ? [stretches.flat()] : stretches;
  const context = told.length < stretches.length ? [`Here and there, in ${stretches.length} places.`] : [];
  return told.flatMap((stretch) => {
    const [first, ...rest] = stretch.map(({ call }): Match => ofCall(call));
    return first ? [groupedFinding(kinds.noProcess, [first, ...rest], { context })] : [];
  });
}

/** A log that misses commands here and there is told of once. */
const mostStretches = 5;

/** Whether a process of it would have to be seen on this machine. */
export function isVisible({ call: { toolKind, outcome, isElsewhere, programs } }: TimedCall): boolean {
  if (toolKind !== 'shell' || !ran.has(outcome) || isElsewhere) return false;
  return programs.length === 0 || programs.some((program) => !builtIn.test(program));
}

function isCovered({ fromMs }: TimedCall, witnesses: readonly ProcessWitness[]): boolean {
  return witnesses.some(
    ({ fromMs: from, toMs: to, holes }) =>
      from <= fromMs && fromMs <= to && !holes.some((hole) => isIn(fromMs, hole)),
  );
}

/** Whether a time lies in a hole, by the clock's own uncertainty. */
export function isIn(ms: number, { fromMs, toMs }: Hole): boolean {
  return fromMs - slackMs <= ms && ms <= toMs + slackMs;
}
