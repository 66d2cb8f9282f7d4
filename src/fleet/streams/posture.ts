import { permissionModes } from '../../transcripts/tool-call.ts';
import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** What acts later, and what guards. */
export const posture = {
  name: 'posture',
  kind: 'snapshot',
  description: 'One thing that acts later, weakens a guard or is one; `at` is when a call wrote it.',
  key: ['kind', 'scope', 'project', 'file', 'name', 'command'],
  columns: [
    {
      name: 'kind',
      type: 'string',
      description: '`hook`, `git-hook`, `scheduled-task`, `weakened-guard`, `setting`, …',
      required: true,
    },
    { name: 'name', type: 'string', description: 'What it is called there.', required: true },
    {
      name: 'command',
      type: 'string',
      description: 'What runs, or the value that matters.',
    },
    { name: 'scope', type: 'string', description: 'For whom.', required: true },
    { name: 'project', type: 'string', description: 'Folder of the project that it is for.' },
    { name: 'runs', type: 'string', description: 'At what moment it acts.' },
    { name: 'meaning', type: 'string', description: 'What follows from it.' },
    { name: 'file', type: 'string', description: 'The file, absolute.' },
    { name: 'modifiedAt', type: 'timestamp', description: 'When that file was last changed.' },
    { name: 'writtenBySession', type: 'string', description: 'Session whose call wrote it.' },
    { name: 'writtenByCall', type: 'string', description: 'That call.' },
    { name: 'writtenInMode', type: 'string', description: 'Its permission mode.', values: permissionModes },
    {
      name: 'strength',
      type: 'string',
      description: 'How surely that call wrote it.',
      values: ['entry', 'likely', 'file'],
    },
    { name: 'findings', type: 'strings', description: 'Ids of the queries that match, worst first.' },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
