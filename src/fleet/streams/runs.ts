import { levels } from '../../level.ts';
import type { Stream } from '../stream.ts';

/** That a run came to its end: without this row it did not. */
export const runs = {
  name: 'runs',
  kind: 'history',
  description:
    'One run, written when everything else of it is; `at` is when it ended. A run without one did not finish.',
  key: ['runId'],
  keyIsId: true,
  columns: [
    { name: 'command', type: 'string', description: 'The command that ran.', required: true },
    { name: 'toolVersion', type: 'string', description: 'Version of yolo-triage.', required: true },
    { name: 'platform', type: 'string', description: '`linux`, `darwin`, `win32`: where it ran.' },
    {
      name: 'home',
      type: 'string',
      description: 'The evidence home, as the evidence writes it.',
      required: true,
    },
    { name: 'root', type: 'string', description: 'Where an image was mounted.' },
    {
      name: 'options',
      type: 'strings',
      description: 'What narrowed the run: `since=2026-11-01T00:00:00.000Z`, …; sorted.',
    },
    {
      name: 'durationMs',
      type: 'integer',
      description: 'How long it took, in milliseconds.',
      required: true,
    },
    {
      name: 'verdict',
      type: 'string',
      description: 'The verdict, of commands that reach one.',
      values: ['compromised', 'exposed', 'destructive', 'suspicious', 'undetermined', 'clean'],
    },
    {
      name: 'disclosure',
      type: 'string',
      description: 'The disclosure decision, of commands that reach one.',
      values: ['escalate', 'undetermined', 'review', 'near-miss', 'none'],
    },
    {
      name: 'level',
      type: 'string',
      description: 'The highest level, or `none`.',
      required: true,
      values: [...levels, 'none'],
    },
    { name: 'gaps', type: 'integer', description: 'How many gaps the evidence has.', required: true },
    { name: 'evidenceFrom', type: 'timestamp', description: 'The oldest time in the transcripts.' },
    { name: 'evidenceTo', type: 'timestamp', description: 'The newest time in them.' },
    {
      name: 'hostIdSource',
      type: 'string',
      description: 'Where the host id comes from; a host name is no good one.',
      required: true,
      values: ['option', 'machine-id', 'host-name'],
    },
    { name: 'retentionDays', type: 'integer', description: 'After how many days transcripts are deleted.' },
    { name: 'agentVersions', type: 'strings', description: 'Versions of the agent in the transcripts.' },
    {
      name: 'unreadSessions',
      type: 'strings',
      description: 'Sessions of agents that were found and not read, by agent: `codex=188`.',
    },
    {
      name: 'isIncremental',
      type: 'boolean',
      description: 'Rows that an earlier run has written were left out.',
      required: true,
    },
    { name: 'isAnonymised', type: 'boolean', description: 'People have numbers for names.', required: true },
    {
      name: 'snapshots',
      type: 'strings',
      description:
        'The snapshot streams that the run wrote, each whole, even with no rows; of any other nothing has changed or it was not looked at.',
    },
    { name: 'written', type: 'strings', description: 'Rows written, by stream: `calls=120`.' },
    {
      name: 'unchanged',
      type: 'strings',
      description: 'Rows left out because an earlier run has written them, by stream: `calls=4200`.',
    },
    { name: 'writtenRows', type: 'integer', description: 'Rows written, without this one.', required: true },
    { name: 'unchangedRows', type: 'integer', description: 'Rows left out.', required: true },
    {
      name: 'writtenBytes',
      type: 'integer',
      description: 'Bytes written to the spool, without this row.',
      required: true,
    },
  ],
} as const satisfies Stream;
