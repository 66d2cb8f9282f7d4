import { oneOf } from './names.ts';
import type { OptionEntries } from './option-entry.ts';
import { pathOf } from './paths.ts';

const whose = ['claude', 'all'] as const;

/** Which places a scan tells. */
export const scanOptions = {
  agents: {
    flags: '--agents <which>',
    description: 'whose prompts: all (default) or claude',
    values: whose,
    parse: (word: string) => oneOf(word, whose, 'agents'),
  },
  diff: { flags: '--diff <range>', description: 'only what a range of commits adds; - reads a unified diff' },
  baseline: {
    flags: '--baseline <file>',
    description: 'accept what an earlier scan reported',
    parse: pathOf,
  },
  respectIgnore: { flags: '--respect-ignore', description: 'leave out what .gitignore and .ignore name' },
  mentions: { flags: '--mentions', description: 'list places that only speak of it, too' },
} as const satisfies OptionEntries;
