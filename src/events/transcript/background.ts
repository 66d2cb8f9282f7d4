import type { Outcome } from '../tool-call.ts';
import { type JsonObject, objectOf, textOf } from './json-object.ts';

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
export function backgroundTaskOf(structured: unknown): string | undefined {
  const account = objectOf(structured);
  return textOf(account?.['backgroundTaskId']) ?? textOf(account?.['agentId']);
}

/**
 * Ends that a result tells: `BashOutput` (`shellId`, `status`, `exitCode`), `TaskOutput` (`task`), `KillShell` and
 * `TaskStop`.
 */
export function taskEndOf(structured: unknown, tool: string): TaskEnd | undefined {
  const account = objectOf(structured);
  if (!account) return undefined;
  const task = objectOf(account['task']) ?? account;
  const taskId = textOf(task['task_id']) ?? textOf(task['shellId']) ?? textOf(task['shell_id']);
  if (taskId === undefined) return undefined;
  if (stopping.has(tool)) return { taskId, outcome: 'interrupted' };
  const outcome = outcomeOfStatus[String(task['status'])];
  if (outcome === undefined) return undefined;
  const exitCode = task['exitCode'] ?? task['exit_code'];
  return { taskId, outcome: outcome === 'succeeded' && isFailure(exitCode) ? 'failed' : outcome };
}

const stopping: ReadonlySet<string> = new Set(['KillShell', 'KillBash', 'TaskStop']);

function isFailure(exitCode: unknown): boolean {
  return typeof exitCode === 'number' && exitCode !== 0;
}

const notification =
  /<task-id>([^<]{1,100})<\/task-id>[\s\S]{0,2000}?<status>([a-z]{1,20})<\/status>(?:\s{0,20}<summary>([^<]{0,2000}))?/g;

/** Ends that a `<task-notification>` tells, in a user record or in the queue. */
export function notifiedEndsOf(record: JsonObject): TaskEnd[] {
  const content = record['content'] ?? objectOf(record['message'])?.['content'];
  if (typeof content !== 'string' || !content.startsWith('<task-notification>')) return [];
  return [...content.matchAll(notification)].flatMap(([, taskId = '', status = '', summary = '']) => {
    const outcome = outcomeOfStatus[status];
    if (outcome === undefined) return [];
    const code = /exit code (\d+)/.exec(summary)?.[1];
    return [
      { taskId, outcome: outcome === 'succeeded' && isFailure(Number(code ?? 0)) ? 'failed' : outcome },
    ];
  });
}
