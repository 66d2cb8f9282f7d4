import type { Loop } from '../session-summary.ts';
import type { Outcome } from '../tool-call.ts';

/** Fewer repetitions are ordinary: a test run again, a file read again. */
const fewestRepetitions = 5;

const argumentAtMost = 200;

/** One call as the finder sees it. */
interface LoopStep {
  readonly tool: string;
  readonly argument: string;
  readonly at?: number;
}

/** Finds runs of the same call, one conversation at a time. */
export interface LoopFinder {
  call(step: LoopStep): void;
  /** The outcome of the latest call. */
  outcome(outcome: Outcome): void;
  /** Tokens of the latest model message. */
  spend(outputTokens: number): void;
  finish(): Loop[];
}

export function createLoopFinder(): LoopFinder {
  const loops: Loop[] = [];
  let run:
    | { step: LoopStep; times: number; failed: number; outputTokens: number; endedAt?: number }
    | undefined;

  function close(): void {
    if (run && run.times >= fewestRepetitions) {
      const { step, times, failed, outputTokens, endedAt } = run;
      loops.push({
        tool: step.tool,
        argument: step.argument.slice(0, argumentAtMost),
        times,
        failed,
        outputTokens,
        ...(step.at !== undefined && { from: new Date(step.at).toISOString() }),
        ...(endedAt !== undefined && { to: new Date(endedAt).toISOString() }),
      });
    }
    run = undefined;
  }

  return {
    call(step) {
      if (run?.step.tool !== step.tool || run.step.argument !== step.argument) {
        close();
        run = { step, times: 0, failed: 0, outputTokens: 0 };
      }
      run.times += 1;
      if (step.at !== undefined) run.endedAt = step.at;
    },
    outcome(outcome) {
      if (run && outcome !== 'succeeded') run.failed += 1;
    },
    spend(outputTokens) {
      if (run) run.outputTokens += outputTokens;
    },
    finish() {
      close();
      return loops;
    },
  };
}
