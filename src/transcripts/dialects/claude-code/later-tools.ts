import type { JsonObject } from '../../../json-object.ts';
import type { ToolMeaning } from '../dialect.ts';

const longestWords = 120;

/**
 * Tools with which a session has itself, or another one elsewhere, act when nobody looks.
 * https://code.claude.com/docs/en/tools-reference, https://code.claude.com/docs/en/scheduled-tasks
 */
export const laterTools: Readonly<Record<string, ToolMeaning>> = {
  CronCreate: { kind: 'other', actsLater: ({ cron, prompt }) => wordsOf(cron, prompt) },
  ScheduleWakeup: {
    kind: 'other',
    actsLater: ({ delaySeconds, prompt, reason }) => wordsOf(delaySeconds, prompt ?? reason),
  },
  RemoteTrigger: {
    kind: 'other',
    actsLater: ({ action, trigger_id: id, body }) =>
      typeof action === 'string' && /^(?:create|update|run)$/.test(action)
        ? wordsOf(action, id ?? nameOf(body))
        : undefined,
  },
};

function wordsOf(...parts: readonly unknown[]): string {
  return parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join(' ')
    .slice(0, longestWords);
}

function nameOf(body: JsonObject[string]): unknown {
  return typeof body === 'object' && body !== null && 'name' in body ? body['name'] : body;
}
