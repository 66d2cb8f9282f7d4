import { levels } from '../../level.ts';
import { oneOf, timeZoneNamed } from './names.ts';
import type { OptionEntries } from './option-entry.ts';

/** Where the output goes, and what stands in it. */
export const outputOptions = {
  timeZone: {
    flags: '--time-zone <name>',
    description: 'repeat times in this zone: Europe/Berlin',
    parse: timeZoneNamed,
  },
  failOn: {
    flags: '--fail-on <level>',
    description: 'exit 1 at or above this level',
    values: levels,
    parse: (word: string) => oneOf(word, levels, 'level'),
  },
  output: { flags: '--output <file>', description: 'write to a file; - for standard output' },
  noRedact: { flags: '--no-redact', description: 'show secrets as they are (noted in the output)' },
  anonymise: {
    flags: '--anonymise',
    description: 'numbers for the names of people, in paths and addresses too',
  },
  quiet: { flags: '--quiet', description: 'on standard error only errors and the number of gaps' },
} as const satisfies OptionEntries;
