import type { Outcome } from '../../tool-call.ts';

/** What a step says became of a call. */
export interface StepResult {
  readonly status: string;
  readonly text: string;
}

/** Statuses of steps that did not come to their end, without the prefix of their type. */
const unfinished: Readonly<Record<string, Outcome>> = {
  CANCELED: 'interrupted',
  INTERRUPTED: 'interrupted',
  HALTED: 'interrupted',
  INVALID: 'not-run',
  ERROR: 'failed',
};

/** Nobody allowed it: it was refused, or nobody answered in time. */
const refused =
  /\bPermission prompt for action\b[\s\S]{0,4000}?\btimed out\b|\b(?:user|permission)\b[^\n]{0,80}\b(?:denied|declined|rejected)\b/i;
const aside = /^(?:(?:Created|Completed) At: [^\n]{0,60}\n)+/;

/** https://github.com/kenn-io/agentsview/blob/main/internal/parser/antigravity_brain_transcript.go */
export function stepOutcome({ status, text }: StepResult): Outcome {
  const words = text.replace(aside, '').trimStart().slice(0, 5_000);
  if (status === 'ERROR' && refused.test(words)) return 'denied';
  const known = Object.hasOwn(unfinished, status) ? unfinished[status] : undefined;
  if (known) return known;
  if (/^Permission for [^\n]{1,4000} was (?:denied|not granted)/.test(words)) return 'denied';
  if (taskIn(text) !== undefined) return 'background';
  return status === 'DONE' ? outcomeInWords(words) : 'unknown';
}

/** What the program says before what a command printed. */
function outcomeInWords(words: string): Outcome {
  const code = /^The command (?:failed with exit code:?|exited with code) (-?\d{1,10})/.exec(
    words.trimStart(),
  )?.[1];
  return code === undefined || code === '0' ? 'succeeded' : 'failed';
}

/** The task as which a call goes on in the background. */
export function taskIn(text: string): string | undefined {
  return /^Tool is running as a background task with task id: (\S{1,200})/.exec(text.replace(aside, ''))?.[1];
}

/** What a message says of a task that ended. */
export function endedTask(message: string): { readonly task: string; readonly outcome: Outcome } | undefined {
  const [, task, , words = ''] =
    /\[Message\] timestamp=\S{1,60} sender=(\S{1,200}) priority=\S{1,60} content=Task id "([^"\n]{1,200})" finished with result:\s*([\s\S]{0,200})/.exec(
      message.slice(0, 2_000),
    ) ?? [];
  return task === undefined ? undefined : { task, outcome: outcomeInWords(words) };
}
