import type { IdHash } from '../scanner/scanned-value.ts';
import type { Outcome } from '../tool-call.ts';

/** A call went to the background, or something that did has ended; in the order of the records. */
export interface BackgroundStep {
  /** The program's name for what runs in the background. */
  readonly taskId?: string;
  /** The call that started it. */
  readonly call?: IdHash;
  /** Of the record. */
  readonly sessionId: string;
  /** Absent for a start. */
  readonly ended?: Outcome;
}

/** `bash_1`, as older versions number shells anew in every process: it names one only until it has ended. */
const counted = /^[a-z]+_\d+$/;
/** Long enough to be no other session's as well. */
const unique = /^[a-z0-9]{6,}$/i;

/** A call and how it ended. */
export interface BackgroundEnd {
  readonly call: IdHash;
  readonly outcome: Outcome;
}

/**
 * How calls that went to the background ended, wherever the records tell it: before the call's result or after, in this
 * session or in one that resumed it.
 * @param groups the steps of each group of files
 */
export function backgroundEnds(groups: readonly (readonly BackgroundStep[])[]): BackgroundEnd[] {
  const steps = groups.flat();
  const named = steps.filter(({ taskId = '' }) => !counted.test(taskId));
  return [...groups.flatMap(endsOfCounted), ...endsByCall(steps), ...endsByName(named)];
}

function endsOfCounted(steps: readonly BackgroundStep[]): BackgroundEnd[] {
  const running = new Map<string, IdHash>();
  const ends: BackgroundEnd[] = [];
  for (const { taskId = '', call, ended } of steps) {
    if (!counted.test(taskId)) continue;
    if (ended === undefined) {
      if (call) running.set(taskId, call);
      continue;
    }
    const started = running.get(taskId);
    if (started) ends.push({ call: started, outcome: ended });
    running.delete(taskId);
  }
  return ends;
}

function endsByCall(steps: readonly BackgroundStep[]): BackgroundEnd[] {
  return steps.flatMap(({ call, ended }) => (call && ended !== undefined ? [{ call, outcome: ended }] : []));
}

function endsByName(steps: readonly BackgroundStep[]): BackgroundEnd[] {
  const outcomes = new Map<string, Outcome>();
  for (const step of steps) {
    if (step.ended === undefined) continue;
    for (const name of namesOf(step)) if (!outcomes.has(name)) outcomes.set(name, step.ended);
  }
  return steps.flatMap((step) => {
    const outcome = namesOf(step)
      .map((name) => outcomes.get(name))
      .find((found) => found !== undefined);
    return step.call && step.ended === undefined && outcome !== undefined
      ? [{ call: step.call, outcome }]
      : [];
  });
}

/** By which a start and an end are one task: inside its session, and where no other can bear the name, outside of it. */
function namesOf({ taskId, sessionId }: BackgroundStep): string[] {
  if (taskId === undefined) return [];
  return [`${sessionId}\0${taskId}`, ...(unique.test(taskId) ? [taskId] : [])];
}
