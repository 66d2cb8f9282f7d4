import { levels } from '../../level.ts';
import type { Stream } from '../stream.ts';
import { evidenceColumns } from './common.ts';

/** Which secrets to rotate. */
export const exposures = {
  name: 'exposures',
  kind: 'snapshot',
  description: 'One credential, or all of one kind in one place, to be rotated. Never a value.',
  key: ['reason', 'kind', 'what', 'fingerprint'],
  columns: [
    {
      name: 'reason',
      type: 'string',
      description: 'How far it went.',
      required: true,
      values: ['sent', 'printed', 'in-transcript', 'read', 'used', 'in-configuration', 'within-reach'],
    },
    { name: 'level', type: 'string', description: 'How much it weighs.', required: true, values: levels },
    {
      name: 'kind',
      type: 'string',
      description: '`github-token`, `aws`, `ssh-private-key`, …',
      required: true,
    },
    {
      name: 'what',
      type: 'string',
      description: 'The file, or the place in a configuration or in transcripts.',
      required: true,
    },
    {
      name: 'fingerprint',
      type: 'string',
      description:
        'With --fingerprint-key: the same wherever the same value lies, on every host; 16 hexadecimal digits.',
    },
    { name: 'places', type: 'integer', description: 'How often it lies there.' },
    { name: 'by', type: 'string', description: 'Who did it and when, one sentence.' },
    { name: 'toolCallId', type: 'string', description: 'Call that took it farthest.' },
    { name: 'sessionId', type: 'string', description: 'Its session.' },
    { name: 'action', type: 'string', description: 'What has to be done.', required: true },
    { name: 'url', type: 'string', description: 'Page of the issuer where it is done.' },
    ...evidenceColumns,
  ],
} as const satisfies Stream;
