import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** Every session of the transcripts. */
export const sessions = {
  name: 'sessions',
  kind: 'history',
  description: 'One session over its main transcript and all its subagents; `at` is its first time.',
  key: ['sessionId'],
  keyIsId: true,
  columns: [
    { name: 'sessionId', type: 'string', description: 'Id of the session.', required: true },
    { name: 'agent', type: 'string', description: 'Whose session: `claude-code`, `codex`, …' },
    { name: 'project', type: 'string', description: "Name of the transcript's project folder." },
    { name: 'format', type: 'string', description: 'Form of its records.', values: ['nested', 'flat'] },
    { name: 'endedAt', type: 'timestamp', description: 'Its last time.' },
    { name: 'durationMs', type: 'integer', description: 'From `at` to `endedAt`, in milliseconds.' },
    { name: 'cwd', type: 'string', description: 'The first working folder.' },
    { name: 'cwds', type: 'strings', description: 'Every working folder.' },
    { name: 'branches', type: 'strings', description: 'Branches that were checked out.' },
    { name: 'agentVersions', type: 'strings', description: 'Versions of the agent.' },
    { name: 'entrypoints', type: 'strings', description: 'How it was started: `cli`, `sdk-ts`, …' },
    { name: 'models', type: 'strings', description: 'Models that answered.' },
    { name: 'toolCalls', type: 'integer', description: 'Calls.', required: true },
    { name: 'bypassCalls', type: 'integer', description: 'Calls with prompts off.', required: true },
    { name: 'failedCalls', type: 'integer', description: 'Calls that failed.', required: true },
    { name: 'deniedCalls', type: 'integer', description: 'Calls that were refused.', required: true },
    {
      name: 'tools',
      type: 'strings',
      description: 'Calls by tool: `Bash=12`; most frequent first.',
    },
    { name: 'modes', type: 'strings', description: 'Calls by permission mode: `bypassPermissions=12`.' },
    {
      name: 'bypassMs',
      type: 'integer',
      description: 'Time with prompts off, in milliseconds.',
      required: true,
    },
    {
      name: 'unattendedMs',
      type: 'integer',
      description: 'Longest time between two human turns in which it made calls, in milliseconds.',
    },
    { name: 'unattendedCalls', type: 'integer', description: 'Calls in that time.' },
    { name: 'subagents', type: 'integer', description: 'Subagents.', required: true },
    { name: 'humanPrompts', type: 'integer', description: 'Turns of a human.', required: true },
    { name: 'firstPrompt', type: 'string', description: 'The first prompt.' },
    { name: 'inputTokens', type: 'integer', description: 'Tokens read, without those from a cache.' },
    { name: 'outputTokens', type: 'integer', description: 'Tokens written.' },
    {
      name: 'outputTokensAreLowerBound',
      type: 'boolean',
      description:
        'Of some messages no record holds the count with which they ended: more may have been written.',
    },
    { name: 'cacheReadTokens', type: 'integer', description: 'Tokens read from a cache.' },
    { name: 'cacheCreationTokens', type: 'integer', description: 'Tokens written to a cache.' },
    { name: 'loops', type: 'integer', description: 'Times that the same call was made again and again.' },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
