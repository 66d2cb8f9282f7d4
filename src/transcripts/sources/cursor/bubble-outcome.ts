import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import type { Outcome } from '../../tool-call.ts';

/** What the record of a call holds of its end. */
export interface RecordedEnd {
  readonly status: string;
  /** What the tool gave back. */
  readonly result: JsonObject | undefined;
  /** Beside it, in the words of the editor. */
  readonly additional: JsonObject;
  readonly decision: unknown;
  /** What was shown where it failed. */
  readonly failure: string;
}

const isRefused = (word: unknown): boolean => word === 'rejected' || word === 'skipped';
const refusal = /\b(?:rejected|user chose to skip|denied|not allowed|blocked by)\b/i;

/** By the status of a call; of one that waits or runs nothing is known yet. */
const outcomes: Readonly<Record<string, (end: RecordedEnd, isCommand: boolean) => Outcome>> = {
  completed: (end, isCommand) => (isCommand ? outcomeOfCommand(end) : 'succeeded'),
  cancelled: ({ failure }) => (refusal.test(failure) ? 'denied' : 'interrupted'),
  error: ({ failure }) => (refusal.test(failure) ? 'denied' : 'failed'),
};

/**
 * What became of a call. No single member tells: a command that was refused, and one that failed, are `completed`.
 * @param isCommand the tool runs a program: without an exit code nothing tells how that went
 * @returns undefined as long as the call has no end
 */
export function outcomeOf(end: RecordedEnd, isCommand: boolean): Outcome | undefined {
  const { status, result, additional, decision } = end;
  if (result?.['rejected'] === true || [additional['status'], status, decision].some(isRefused))
    return 'denied';
  if (status === 'completed' && additional['status'] === 'error') return 'failed';
  return Object.hasOwn(outcomes, status) ? outcomes[status]?.(end, isCommand) : undefined;
}

function outcomeOfCommand({ result }: RecordedEnd): Outcome {
  const code = [result?.['exitCode'], result?.['exitCodeV2'], result?.['exit_code']].find(
    (one) => typeof one === 'number',
  );
  if (code !== undefined) return code === 0 ? 'succeeded' : 'failed';
  if (result?.['notInterrupted'] === false) return 'interrupted';
  if (result?.['isRunningInBackground'] === true || result?.['backgroundShellId'] !== undefined)
    return 'background';
  return 'unknown';
}

export function failureIn(value: unknown): string {
  const error = objectOf(value) ?? {};
  return [error['clientVisibleErrorMessage'], error['modelVisibleErrorMessage'], error['message']]
    .flatMap((text) => textOf(text) ?? [])
    .join('\n');
}
