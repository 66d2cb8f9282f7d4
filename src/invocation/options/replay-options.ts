import { agentVersionOf, shareOf } from './numbers.ts';
import type { OptionEntries } from './option-entry.ts';

/** By which settings calls are judged. */
export const replayOptions = {
  settings: {
    flags: '--settings <file>',
    description: 'settings to judge by instead of those of the home; [scope=]file',
    repeatable: true,
  },
  against: {
    flags: '--against <file>',
    description: 'settings to compare with; [scope=]file',
    repeatable: true,
  },
  claudeVersion: {
    flags: '--claude-version <x.y.z>',
    description: 'judge as this version of Claude Code would (default: the recorded one)',
    parse: agentVersionOf,
  },
  suggest: { flags: '--suggest', description: 'propose allow and deny rules' },
  share: {
    flags: '--share <percent>',
    description: 'of the harmless calls that suggested rules cover (default: 90)',
    parse: shareOf,
  },
} as const satisfies OptionEntries;
