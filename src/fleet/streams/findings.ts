import { levels } from '../../level.ts';
import { states } from '../../state.ts';
import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** What queries found. */
export const findings = {
  name: 'findings',
  kind: 'history',
  description: 'One query matched in one session or configuration; `at` is its first match.',
  key: ['queryId', 'sessionId', 'level', 'state', 'context', 'item'],
  columns: [
    { name: 'queryId', type: 'string', description: 'File name of the query.', required: true },
    { name: 'ruleId', type: 'string', description: 'UUID of the query.' },
    { name: 'title', type: 'string', description: 'Title of the query.', required: true },
    { name: 'level', type: 'string', description: 'How much it weighs.', required: true, values: levels },
    {
      name: 'state',
      type: 'string',
      description: 'How far the evidence shows it.',
      values: states,
    },
    { name: 'tags', type: 'strings', description: 'Sigma tags: `attack.t1105`, …' },
    {
      name: 'subject',
      type: 'string',
      description: 'What matched first: a command line, a path, an address.',
      required: true,
    },
    {
      name: 'item',
      type: 'string',
      description: 'What it is about, of a finding that belongs to no session.',
    },
    { name: 'subjects', type: 'strings', description: 'The first subjects where there are several.' },
    { name: 'context', type: 'strings', description: "Why the level differs from the query's own." },
    { name: 'count', type: 'integer', description: 'How many calls, or places on disk.', required: true },
    { name: 'sessionId', type: 'string', description: 'The session.' },
    { name: 'toolCallIds', type: 'strings', description: 'The first calls that matched.' },
    { name: 'arguments', type: 'strings', description: 'What the first calls were about.' },
    { name: 'permissionModes', type: 'strings', description: 'Distinct permission modes of the calls.' },
    { name: 'outcomes', type: 'strings', description: 'Distinct outcomes of the calls.' },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
