import { flag, type KnownGroup } from '../digest/group-digest.ts';
import { type Outcome, outcomes } from '../tool-call.ts';

/**
 * Tools that run one at a time, and end within themselves: where a sibling's error cancels such a call, it was still
 * waiting. Commands are said to do so as well, and yet transcripts show some that ran beside a sibling until it failed.
 * https://code.claude.com/docs/en/agent-sdk/agent-loop
 */
const oneAtATime: ReadonlySet<string> = new Set(['Edit', 'MultiEdit', 'Write', 'NotebookEdit']);

/** Outcomes that a result leaves open: whether the call had begun stands in other records, or follows from its tool. */
export function settleOutcomes({ calls: { count, column }, names }: KnownGroup): void {
  for (let row = 0; row < count; row += 1) {
    const flags = column.flags[row] ?? 0;
    if ((flags & flag.hasResult) === 0) continue;
    const before = outcomes[column.outcome[row] ?? 0] ?? 'unknown';
    const isStarted = (flags & flag.started) !== 0;
    const outcome = settled(before, { isStarted, tool: names[column.toolName[row] ?? 0] ?? '' });
    if (outcome !== before) column.outcome[row] = outcomes.indexOf(outcome);
  }
}

const open: ReadonlySet<Outcome> = new Set(['denied', 'not-run', 'unknown']);

function settled(outcome: Outcome, { isStarted, tool }: { isStarted: boolean; tool: string }): Outcome {
  if (!open.has(outcome)) return outcome;
  if (isStarted) return 'interrupted';
  return outcome === 'unknown' && oneAtATime.has(tool) ? 'not-run' : outcome;
}
