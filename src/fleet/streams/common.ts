import type { Column } from '../stream.ts';

/**
 * Of every row, first and in this order: the beginning of a file then differs from that of any other, by which
 * shippers tell files apart (https://vector.dev/docs/reference/configuration/sources/file/#fingerprint).
 */
export const commonColumns = [
  {
    name: 'runId',
    type: 'string',
    description: 'The run that wrote the row: its time and a random part; sorts by time.',
    required: true,
  },
  {
    name: 'eventId',
    type: 'string',
    description:
      'Which thing the row speaks of: 32 hexadecimal digits over host, stream, evidence home and the key of the stream. The same evidence gives the same id.',
    required: true,
  },
  {
    name: 'schemaVersion',
    type: 'integer',
    description: 'Version of these columns; 1.',
    required: true,
  },
  {
    name: 'sourceId',
    type: 'string',
    description:
      'What was asked of which evidence: 16 hexadecimal digits over command, evidence home, operands and narrowing options. Runs with the same one can be compared.',
    required: true,
  },
  {
    name: 'hostId',
    type: 'string',
    description: 'The host: --host-id, else 32 hexadecimal digits over the id that its system has.',
    required: true,
  },
  { name: 'hostName', type: 'string', description: 'Name of the host; left out with --anonymise.' },
  { name: 'userName', type: 'string', description: 'Whose home the evidence lies in.' },
  {
    name: 'labels',
    type: 'strings',
    description: 'What --label says of the host: `team=payments`; sorted.',
  },
  { name: 'collectedAt', type: 'timestamp', description: 'When the run began.', required: true },
  { name: 'at', type: 'timestamp', description: 'When it happened, where the evidence says so.' },
] as const satisfies readonly Column[];

/** Where in the evidence a row comes from. */
export const evidenceColumns = [
  {
    name: 'evidencePath',
    type: 'string',
    description: 'File of the evidence, relative to the home where it lies in it.',
  },
  { name: 'evidenceLine', type: 'integer', description: 'Line in it, counted from 1.' },
] as const satisfies readonly Column[];
