import { screen } from '../../report/format.ts';
import { type AnyCommandEntry, entry } from '../command-table.ts';
import { json } from './shared-formats.ts';

export const preserve: readonly AnyCommandEntry[] = [
  entry({
    name: 'collect',
    summary: 'preserve the evidence in a bag (BagIt) with a custody log',
    examples: [
      '/cases/2026-11-20',
      '--dry-run',
      '/cases/2026-11-20 --archive --recipient age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    ],
    operands: '[folder]',
    options: ['repo', 'map', 'git', 'since', 'archive', 'recipient', 'dryRun'],
    homes: 'one',
    load: async () => (await import('../../commands/collect.ts')).run,
    formats: {
      table: screen(async () => (await import('../../report/preserve/collection.ts')).collectionTable),
      json,
    },
  }),
  entry({
    name: 'verify',
    summary: 'check a bag or an archive of one: every file, every manifest, the chain of the custody log',
    examples: [
      '/cases/2026-11-20',
      '/cases/2026-11-20 --format json',
      '/cases/2026-11-20.tar.gz.age --identity key.txt',
    ],
    operands: '<bag>',
    options: ['identity'],
    failOn: 'low',
    load: async () => (await import('../../commands/verify.ts')).run,
    formats: {
      table: screen(async () => (await import('../../report/preserve/check.ts')).checkTable),
      json,
    },
  }),
];
