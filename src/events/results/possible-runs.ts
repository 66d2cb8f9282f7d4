import type { Step } from '../../shell/steps.ts';

/** What is known of a step: whether it ran, and how it ended. */
export interface Known {
  readonly ran?: boolean;
  readonly succeeded?: boolean;
}

/** More steps than these are not followed: nothing is known of them then. */
const mostSteps = 7;

/**
 * A list such as `a && b || c`, run in every way that agrees with what is known.
 * @param told what results say of each step
 * @param whole how the list as a whole ended, where that is known
 * @returns for each step what holds in all of those ways
 */
export function knownOf(
  steps: readonly Step[],
  told: readonly Known[],
  whole: boolean | undefined,
): readonly Known[] {
  if (steps.length > mostSteps) return steps.map(() => ({}));
  const runs = allRuns(steps).filter(
    (run) => (whole === undefined || run.outcome === whole) && agrees(run, told),
  );
  return steps.map((_, index) => ({
    ...common(
      'ran',
      runs.map(({ ran }) => ran[index] === true),
    ),
    ...common(
      'succeeded',
      runs.flatMap(({ ran, ended }) => (ran[index] ? [ended[index] === true] : [])),
    ),
  }));
}

/** How a list ends, where all ways agree; undefined where they do not, or none does. */
export function outcomeOfList(steps: readonly Step[], told: readonly Known[]): boolean | undefined {
  if (steps.length === 0 || steps.length > mostSteps) return undefined;
  const outcomes = allRuns(steps)
    .filter((run) => agrees(run, told))
    .map(({ outcome }) => outcome);
  return common('ran', outcomes).ran;
}

interface Run {
  readonly ran: readonly boolean[];
  readonly ended: readonly boolean[];
  readonly outcome: boolean;
}

function allRuns(steps: readonly Step[]): readonly Run[] {
  return Array.from({ length: 2 ** steps.length }, (_, bits) =>
    runOf(
      steps,
      steps.map((_step, index) => ((bits >> index) & 1) === 1),
    ),
  );
}

function runOf(steps: readonly Step[], ended: readonly boolean[]): Run {
  let outcome = true;
  const ran = steps.map(({ connector }, index) => {
    const runs = index === 0 || connector === 'then' || (connector === 'and') === outcome;
    if (runs) outcome = ended[index] === true;
    return runs;
  });
  return { ran, ended, outcome };
}

function agrees({ ran, ended }: Run, told: readonly Known[]): boolean {
  return told.every(
    (known, index) =>
      (known.ran === undefined || known.ran === ran[index]) &&
      (known.succeeded === undefined || !ran[index] || known.succeeded === ended[index]),
  );
}

function common(name: keyof Known, values: readonly boolean[]): Known {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? { [name]: first } : {};
}
