import { levels } from '../../level.ts';
import { scopes, sinceSources } from '../../scan/flag-occurrence.ts';
import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** Where permission prompts are switched off. */
export const occurrences = {
  name: 'occurrences',
  kind: 'snapshot',
  description: 'One place where permission prompts are switched off.',
  key: ['path', 'route', 'text'],
  columns: [
    {
      name: 'path',
      type: 'string',
      description: 'The file: absolute, or below the home behind `~/`.',
      required: true,
    },
    { name: 'line', type: 'integer', description: 'Line in it, counted from 1.', required: true },
    {
      name: 'kind',
      type: 'string',
      description: 'Whether it starts a session, makes later ones start so, or only speaks of it.',
      required: true,
      values: ['invocation', 'definition', 'mention'],
    },
    {
      name: 'route',
      type: 'string',
      description: 'Which of the ways to switch prompts off.',
      required: true,
    },
    {
      name: 'agent',
      type: 'string',
      description: 'Whose prompts: `claude`, or another agent.',
      required: true,
    },
    {
      name: 'scope',
      type: 'string',
      description: 'Whom it reaches.',
      required: true,
      values: Object.keys(scopes),
    },
    {
      name: 'guard',
      type: 'string',
      description: 'Which self-declaration stands beside it, or `none`.',
      required: true,
    },
    {
      name: 'isolation',
      type: 'string',
      description: 'Which real isolation stands beside it, or `none`.',
      required: true,
    },
    { name: 'level', type: 'string', description: 'How much it weighs.', required: true, values: levels },
    {
      name: 'fingerprint',
      type: 'string',
      description: 'As scans print it: the same whatever line the place moves to.',
      required: true,
    },
    {
      name: 'text',
      type: 'string',
      description: 'The line or construct.',
      required: true,
    },
    { name: 'reasons', type: 'strings', description: 'Why this level.' },
    { name: 'multiplicity', type: 'integer', description: 'How many sessions one trigger starts.' },
    { name: 'since', type: 'timestamp', description: 'Since when it stands there.' },
    {
      name: 'sinceSource',
      type: 'string',
      description: 'What tells since when it stands.',
      values: Object.keys(sinceSources),
    },
    { name: 'sinceCommit', type: 'string', description: 'The commit that brought it.' },
    { name: 'allowedBecause', type: 'string', description: 'The reason for which somebody accepted it.' },
    { name: 'dependency', type: 'boolean', description: 'Lies inside an installed dependency.' },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
