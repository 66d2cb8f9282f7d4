import type { ScannedValue } from '../../scanner/scanned-value.ts';
import type { Outcome } from '../../tool-call.ts';
import type { RecordView } from './record-view.ts';

/** A background command or agent that has ended, as a record names it: by its own id, by that of its call, or by both. */
export interface TaskEnd {
  readonly taskId?: string;
  readonly callId?: string;
  readonly outcome: Outcome;
}

const outcomeOfStatus: Readonly<Record<string, Outcome>> = {
  completed: 'succeeded',
  failed: 'failed',
  killed: 'interrupted',
  stopped: 'interrupted',
  cancelled: 'interrupted',
};

/**
 * What the program answers in the place of a result, for a call that goes on: the only trace where the record has no
 * structured account, as in subagents. Each with the tools that can be answered so, because others may print the words.
 */
const startTexts: readonly { readonly tools: ReadonlySet<string>; readonly pattern: RegExp }[] = [
  {
    tools: new Set(['Bash', 'PowerShell']),
    pattern:
      /^Command (?:running in background with ID: |was manually backgrounded by user with ID: |did not complete within its [^\n]{1,40} timeout and was moved to the background \(ID: )([\w-]{1,100})/,
  },
  {
    tools: new Set(['Task', 'Agent']),
    pattern: /^Async agent launched successfully\.\s{1,5}agentId: ([\w-]{1,100})/,
  },
];

/** How much of such an answer is looked at. */
const startTextLength = 300;

/**
 * Of a result without a structured account: the id of the task that its call has become.
 * @param tool empty where the call was not seen
 */
export function startedTaskOf(text: (longest: number) => string, tool: string): string | undefined {
  for (const { tools, pattern } of startTexts) {
    const taskId = tool === '' || tools.has(tool) ? pattern.exec(text(startTextLength))?.[1] : undefined;
    if (taskId !== undefined) return taskId;
  }
  return undefined;
}

/** The id under which a call that went to the background is followed. */
export function backgroundTaskOf(account: ScannedValue | undefined): string | undefined {
  return account?.member('backgroundTaskId')?.text() ?? account?.member('agentId')?.text();
}

/**
 * Ends that a result tells: `BashOutput` (`shellId`, `status`, `exitCode`), `TaskOutput` (`task`), `KillShell` and
 * `TaskStop`.
 */
export function taskEndOf(account: ScannedValue | undefined, tool: string): TaskEnd | undefined {
  if (!account?.isObject) return undefined;
  const inner = account.member('task');
  const task = inner?.isObject ? inner : account;
  const taskId =
    task.member('task_id')?.text() ?? task.member('shellId')?.text() ?? task.member('shell_id')?.text();
  if (taskId === undefined) return undefined;
  if (stopping.has(tool)) return { taskId, outcome: 'interrupted' };
  const outcome = outcomeOfStatus[task.member('status')?.text() ?? ''];
  if (outcome === undefined) return undefined;
  const exitCode = (task.member('exitCode') ?? task.member('exit_code'))?.number();
  return { taskId, outcome: outcome === 'succeeded' && isFailure(exitCode) ? 'failed' : outcome };
}

const stopping: ReadonlySet<string> = new Set(['KillShell', 'KillBash', 'TaskStop']);

function isFailure(exitCode: number | undefined): boolean {
  return exitCode !== undefined && exitCode !== 0;
}

/** A result may follow, which is not looked at. */
const longestNotification = 64 * 1024;

const opening = '<task-notification>';
const none: readonly TaskEnd[] = [];

/** Ends that a `<task-notification>` tells: in a user record, in the queue, or attached to a turn. */
export function notifiedEndsOf(record: RecordView): readonly TaskEnd[] {
  return endsIn(record.content ?? record.message?.content ?? record.attachment?.member('prompt'));
}

/** Ends that a text tells which is nothing but notifications. */
export function endsIn(content: ScannedValue | undefined): readonly TaskEnd[] {
  if (!content?.startsWith(opening)) return none;
  const [, ...notifications] = (content.text(longestNotification) ?? '').split(opening);
  return notifications.flatMap((text) => endOf(withoutAnswer(text)) ?? []);
}

/** What an agent answered is no word of the program. */
function withoutAnswer(notification: string): string {
  return notification.replace(/<result>[\s\S]*?(?:<\/result>|$)/, '');
}

function endOf(notification: string): TaskEnd | undefined {
  const [taskId, callId] = [fieldOf(notification, 'task-id'), fieldOf(notification, 'tool-use-id')];
  const outcome = outcomeOfStatus[fieldOf(notification, 'status') ?? ''];
  if (outcome === undefined || (taskId ?? callId) === undefined) return undefined;
  // The command stands before the code, and may speak of another one.
  const code = /.*exit code (\d+)/s.exec(fieldOf(notification, 'summary') ?? '')?.[1];
  return {
    ...(taskId !== undefined && { taskId }),
    ...(callId !== undefined && { callId }),
    outcome: outcome === 'succeeded' && isFailure(Number(code ?? 0)) ? 'failed' : outcome,
  };
}

function fieldOf(notification: string, name: string): string | undefined {
  return new RegExp(`<${name}>([\\s\\S]{1,2000}?)</${name}>`).exec(notification)?.[1];
}
