import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** What happened to repositories. */
export const refUpdates = {
  name: 'ref_updates',
  kind: 'history',
  description: 'One commit or movement of a ref, tied to the call that made it.',
  key: ['repository', 'ref', 'source', 'action', 'sha', 'previousSha', 'at'],
  columns: [
    { name: 'repository', type: 'string', description: 'Path of the repository.', required: true },
    { name: 'ref', type: 'string', description: 'The ref, or `none`.', required: true },
    {
      name: 'source',
      type: 'string',
      description: 'What tells of it.',
      required: true,
      values: ['reflog', 'history'],
    },
    {
      name: 'action',
      type: 'string',
      description: '`commit`, `amend`, `reset`, `rebase`, `push`, …',
      required: true,
    },
    { name: 'sha', type: 'string', description: 'Where the ref points to since.', required: true },
    { name: 'previousSha', type: 'string', description: 'Where it pointed to before.' },
    { name: 'author', type: 'string', description: 'Who made it, as git writes it.' },
    { name: 'subject', type: 'string', description: 'Subject of the commit.' },
    {
      name: 'message',
      type: 'string',
      description: 'What git wrote into the reflog.',
    },
    {
      name: 'attribution',
      type: 'string',
      description: 'How surely a call made it.',
      required: true,
      values: ['exact', 'strong', 'session', 'none'],
    },
    { name: 'toolCallId', type: 'string', description: 'The call.' },
    { name: 'sessionId', type: 'string', description: 'Its session.' },
    {
      name: 'candidates',
      type: 'strings',
      description: 'Further calls that could have made it.',
    },
    {
      name: 'sameChangeAs',
      type: 'string',
      description: 'A commit of a recorded call that makes the same change.',
    },
    { name: 'reachable', type: 'boolean', description: 'A ref still reaches the commit.', required: true },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
