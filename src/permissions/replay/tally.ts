import type { IgnoredRule } from '../policy.ts';
import { type Decision, decisions, type Step } from '../verdict.ts';
import type { ReplayChange, ReplayRow, ReplaySet } from './replay-report.ts';

/** What the findings say of a call. */
export interface CallRisk {
  /** With a finding of level high or above. */
  readonly risky: ReadonlySet<string>;
  /** With any finding of level low or above. */
  readonly noticed: ReadonlySet<string>;
}

/** One call under one set. */
export type Judged = Pick<ReplayRow, 'id' | 'decision' | 'step' | 'approximation' | 'outcome'>;

export interface SetAccount {
  readonly sources: ReplaySet['sources'];
  readonly ignored: readonly IgnoredRule[];
  readonly activeHours: number;
}

/** Counts one set over all calls. */
export function tally(judged: readonly Judged[], risk: CallRisk, account: SetAccount): ReplaySet {
  const risky = judged.filter(({ id }) => risk.risky.has(id));
  const harmless = judged.filter((call) => !risk.noticed.has(call.id) && call.outcome === 'succeeded');
  const prompts = count(judged, 'ask');
  return {
    sources: account.sources,
    ignored: account.ignored,
    byDecision: { allow: count(judged, 'allow'), ask: prompts, deny: count(judged, 'deny') },
    byStep: bySteps(judged),
    promptsPerHour: account.activeHours > 0 ? prompts / account.activeHours : 0,
    risky: { stopped: count(risky, 'deny'), asked: count(risky, 'ask'), calls: risky.length },
    harmless: { denied: count(harmless, 'deny'), asked: count(harmless, 'ask'), calls: harmless.length },
    approximated: judged.filter(({ approximation }) => approximation).length,
  };
}

const examplesAtMost = 5;

/** Calls that the second set judges otherwise than the first; risky ones come first among the examples. */
export function changesOf(rows: readonly ReplayRow[], { risky }: CallRisk): readonly ReplayChange[] {
  const changed = rows.filter(({ decision, against }) => against && against.decision !== decision);
  return decisions.flatMap((from) =>
    decisions.flatMap((to) => {
      const calls = changed.filter(({ decision, against }) => decision === from && against?.decision === to);
      if (calls.length === 0) return [];
      const first = [...calls].sort((a, b) => Number(risky.has(b.id)) - Number(risky.has(a.id)));
      const examples = first.slice(0, examplesAtMost).map(({ id, tool, argument, against }) => ({
        ...{ id, tool, argument },
        ...(against?.rule !== undefined && { rule: against.rule }),
      }));
      return [
        { from, to, calls: calls.length, risky: calls.filter(({ id }) => risky.has(id)).length, examples },
      ];
    }),
  );
}

function count(judged: readonly Judged[], decision: Decision): number {
  return judged.filter((call) => call.decision === decision).length;
}

function bySteps(judged: readonly Judged[]): Partial<Record<Step, number>> {
  const steps: Partial<Record<Step, number>> = {};
  for (const { step } of judged) steps[step] = (steps[step] ?? 0) + 1;
  return steps;
}
