import type { ScannedValue } from '../../scanner/scanned-value.ts';
import type { Outcome } from '../../tool-call.ts';
import type { RecordView } from './record-view.ts';

/** A background command or agent that has ended. */
export interface TaskEnd {
  readonly taskId: string;
  readonly outcome: Outcome;
}

const outcomeOfStatus: Readonly<Record<string, Outcome>> = {
  completed: 'succeeded',
  failed: 'failed',
  killed: 'interrupted',
  stopped: 'interrupted',
};

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

const notification =
  /<task-id>([^<]{1,100})<\/task-id>[\s\S]{0,2000}?<status>([a-z]{1,20})<\/status>(?:\s{0,20}<summary>([^<]{0,2000}))?/g;

const none: readonly TaskEnd[] = [];

/** Ends that a `<task-notification>` tells, in a user record or in the queue. */
export function notifiedEndsOf(record: RecordView): readonly TaskEnd[] {
  const content = record.content ?? record.message?.content;
  if (!content?.startsWith('<task-notification>')) return none;
  return [...(content.text(longestNotification) ?? '').matchAll(notification)].flatMap(
    ([, taskId = '', status = '', summary = '']) => {
      const outcome = outcomeOfStatus[status];
      if (outcome === undefined) return [];
      const code = /exit code (\d+)/.exec(summary)?.[1];
      return [
        { taskId, outcome: outcome === 'succeeded' && isFailure(Number(code ?? 0)) ? 'failed' : outcome },
      ];
    },
  );
}
