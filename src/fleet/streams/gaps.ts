import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** What could not be read. */
export const gaps = {
  name: 'gaps',
  kind: 'snapshot',
  description:
    'One piece of evidence that could not be read, is missing, or is outside the retention window.',
  key: ['kind', 'reason', 'evidencePath', 'evidenceLine'],
  columns: [
    {
      name: 'kind',
      type: 'string',
      description: 'Why it could not be used.',
      required: true,
      values: [
        'unreadable',
        'malformed',
        'truncated',
        'missing',
        'outside-window',
        'unsupported',
        'tampering',
      ],
    },
    { name: 'reason', type: 'string', description: 'One sentence for the analyst.', required: true },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
