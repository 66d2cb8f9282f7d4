import type { OptionEntries } from './option-entry.ts';
import { pathOf } from './paths.ts';

/** What a collection of evidence is packed into, and read with. */
export const collectionOptions = {
  archive: { flags: '--archive', description: 'pack the bag into one file, .tar.gz' },
  recipient: {
    flags: '--recipient <key>',
    description: 'encrypt the archive to this age public key',
    repeatable: true,
  },
  identity: {
    flags: '--identity <file>',
    description: 'secret key for an encrypted archive, as age-keygen writes it',
    repeatable: true,
    parse: pathOf,
  },
  dryRun: { flags: '--dry-run', description: 'list and count, write nothing' },
} as const satisfies OptionEntries;
