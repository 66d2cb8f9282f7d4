import { permissionModes } from '../../transcripts/tool-call.ts';
import { agentIds, agentNamed } from '../agent-name.ts';
import { parseTime } from '../parse-time.ts';
import { permissionModeNamed } from '../permission-mode.ts';
import { nonEmptyName } from './names.ts';
import { wholeNumberOf } from './numbers.ts';
import type { OptionEntries } from './option-entry.ts';
import { mappingOf, pathOf } from './paths.ts';
import { searchPatternOf } from './search-pattern.ts';

/** Where the evidence lies, and which of it is read. */
export const evidenceOptions = {
  home: {
    flags: '--home <dir>',
    description: 'evidence home or bag (default: yours)',
    repeatable: true,
    parse: pathOf,
  },
  root: {
    flags: '--root <dir>',
    description: 'prefix for absolute paths in the evidence',
    repeatable: true,
    parse: pathOf,
  },
  repo: { flags: '--repo <dir>', description: 'a repository to examine', repeatable: true, parse: pathOf },
  map: {
    flags: '--map <from=to>',
    description: 'where a folder of the evidence lies here: /home/dana/app=/mnt/app',
    repeatable: true,
    parse: mappingOf,
  },
  git: {
    flags: '--git <file>',
    description: 'the git to run (default: the first on PATH that is safe)',
    parse: pathOf,
  },
  since: {
    flags: '--since <time>',
    description: 'from: ISO 8601, 2h, 24 hours ago, yesterday, monday, @epoch',
    parse: parseTime,
  },
  until: { flags: '--until <time>', description: 'to, in the same forms', parse: parseTime },
  project: {
    flags: '--project <text>',
    description: 'only projects or folders that contain this text',
    parse: nonEmptyName,
  },
  tool: { flags: '--tool <name>', description: 'only calls of this tool', parse: nonEmptyName },
  mode: {
    flags: '--mode <mode>',
    description: 'only calls in this permission mode; in replay: the mode to judge them under',
    values: permissionModes,
    parse: permissionModeNamed,
  },
  agent: {
    flags: '--agent <id>',
    description: 'only sessions of this agent',
    values: agentIds,
    parse: agentNamed,
  },
  deep: { flags: '--deep', description: 'look at every git object for what nothing names (slow)' },
  prompts: { flags: '--prompts', description: 'with each call, the human’s words before it' },
  cost: { flags: '--cost', description: 'estimate what the tokens cost, at list prices' },
  calls: { flags: '--calls', description: 'one line a call instead of one a session' },
  grep: {
    flags: '--grep <text>',
    description: 'calls whose prompt, input or result holds a text, or a /regex/, with the words around it',
    parse: searchPatternOf,
  },
  around: {
    flags: '--around <count>',
    description: 'calls to show before and after it (default: 5)',
    parse: wholeNumberOf,
  },
  full: { flags: '--full', description: 'texts in their whole length' },
  from: {
    flags: '--from <file>',
    description:
      'a case document: render it again, without evidence; in show: the report whose exhibits are meant',
    parse: pathOf,
  },
  recover: {
    flags: '--recover <dir>',
    description: 'write file contents that transcripts hold there',
    parse: pathOf,
  },
} as const satisfies OptionEntries;
