import { posix, resolve } from 'node:path';
import { TriageError } from '../errors.ts';
import { isFolder } from '../evidence/acquire.ts';
import type { PathMapping } from '../evidence/path-mapping.ts';
import { engines } from '../fleet/hunts/dialect.ts';
import { locks } from '../harden/hardening.ts';
import { type TargetSystem, targetSystems } from '../harden/target-system.ts';
import { levels } from '../level.ts';
import { parseTime } from './parse-time.ts';
import { permissionModeNamed } from './permission-mode.ts';

/** Where and when the words of a command line are read. */
interface Place {
  readonly cwd: string;
  now(): Date;
}

/** One option of the command line; `parse` turns the word that the user gave into its value. */
export interface OptionEntry {
  readonly flags: string;
  readonly description: string;
  /** May be given several times; the values are collected in a list, which is empty where it is not given. */
  readonly repeatable?: true;
  readonly parse?: (word: string, place: Place) => unknown;
}

/** A file or a folder; absolute. */
const path = (word: string, { cwd }: Place) => resolve(cwd, word);

/** The first equals sign after which a folder of this machine stands parts the two. */
function mapping(word: string, place: Place): PathMapping {
  const parts = [...word.matchAll(/=/g)].map(({ index }) => [word.slice(0, index), word.slice(index + 1)]);
  const named = parts.filter(([from = '', to]) => isAbsoluteAnywhere(from) && to !== '');
  const [from = '', to = ''] = named.find(([, to = '']) => isFolder(path(to, place))) ?? named[0] ?? [];
  if (from === '') {
    throw new TriageError(
      `not a mapping: ${word}`,
      'give an absolute path of the evidence and a folder here: /home/dana/app=/mnt/app',
    );
  }
  if (/^(?:[A-Za-z]:)?[\\/]+$/.test(from)) {
    throw new TriageError(`not a mapping: ${word}`, 'an image as a whole is given with --root <dir>');
  }
  if (!isFolder(path(to, place))) throw new TriageError(`no such folder: ${to}`, `--map ${word}`);
  return { from, to: path(to, place) };
}

function isAbsoluteAnywhere(path: string): boolean {
  return posix.isAbsolute(path) || /^[A-Za-z]:[\\/]/.test(path);
}

function timeZone(word: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: word }).resolvedOptions().timeZone;
  } catch {
    throw new TriageError(
      `unknown time zone: ${word}`,
      'give an IANA name: Europe/Berlin, UTC, America/New_York',
    );
  }
}

function agentVersion(word: string): string {
  if (/^\d+\.\d+\.\d+$/.test(word)) return word;
  throw new TriageError(`not a version of Claude Code: ${word}`, 'give three numbers: 2.1.240');
}

/** 0 to 1. */
function percentage(word: string): number {
  const share = Number(word);
  if (/^\d+(?:\.\d+)?$/.test(word) && share <= 100) return share / 100;
  throw new TriageError(`not a percentage: ${word}`, 'give a number from 0 to 100');
}

function oneOf<Word extends string>(given: string, known: readonly Word[], what: string): Word {
  const word = known.find((candidate) => candidate === given);
  if (word !== undefined) return word;
  throw new TriageError(`unknown ${what}: ${given}`, `choose one of ${known.join(', ')}`);
}

/** Empty text stands in every name. */
function name(word: string): string {
  if (word.trim() !== '') return word;
  throw new TriageError('an empty name selects nothing');
}

/** An address or a pattern in its place would sanction nothing, in silence. */
function host(word: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]*$|^[\da-f:]*:[\da-f:.]*$/iu.test(word)) return word.toLowerCase();
  throw new TriageError(
    `not a host: ${word}`,
    'give a host or a domain, which covers all below it: packages.example.com',
  );
}

function webAddress(word: string): string {
  if (URL.canParse(word) && /^https?:$/.test(new URL(word).protocol)) return word;
  throw new TriageError(
    `not an address: ${word}`,
    'give one with its protocol: https://collector.example.com:4318',
  );
}

function memorySize(word: string): string {
  if (/^[1-9]\d{0,5}(?:MB|GB)$/.test(word)) return word;
  throw new TriageError(`not a size: ${word}`, 'give megabytes or gigabytes: 512MB, 4GB');
}

function wholeNumber(word: string): number {
  if (/^[1-9]\d{0,4}$/.test(word)) return Number(word);
  throw new TriageError(`not a whole number above zero: ${word}`);
}

/** It becomes a part of file names, so only what is safe there. */
function hostId(word: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(word)) return word;
  throw new TriageError(
    `not a host id: ${word}`,
    'give up to 64 letters, digits, dots, hyphens, underscores',
  );
}

function label(word: string): string {
  if (/^[a-z][\w.-]{0,30}=[\p{L}\p{N} ._:/@+-]{1,100}$/u.test(word)) return word;
  throw new TriageError(`not a label: ${word}`, 'give a name and a value: team=payments');
}

/** `Object.keys` forgets what the keys of a record are. */
const systems = Object.keys(targetSystems) as TargetSystem[];

/** Every option of every command, once. Keys are the names that handlers see. */
export const optionTable = {
  home: {
    flags: '--home <dir>',
    description: 'evidence home or bag (default: yours)',
    repeatable: true,
    parse: path,
  },
  root: {
    flags: '--root <dir>',
    description: 'prefix for absolute paths in the evidence',
    repeatable: true,
    parse: path,
  },
  repo: { flags: '--repo <dir>', description: 'a repository to examine', repeatable: true, parse: path },
  map: {
    flags: '--map <from=to>',
    description: 'where a folder of the evidence lies here: /home/dana/app=/mnt/app',
    repeatable: true,
    parse: mapping,
  },
  since: { flags: '--since <time>', description: "from: ISO 8601 or '24 hours ago'", parse: parseTime },
  until: { flags: '--until <time>', description: 'to, in the same forms', parse: parseTime },
  queries: { flags: '--queries <dir>', description: 'more Sigma queries', repeatable: true, parse: path },
  allowHost: {
    flags: '--allow-host <host>',
    description: 'a sanctioned host or domain',
    repeatable: true,
    parse: host,
  },
  project: {
    flags: '--project <text>',
    description: 'only projects or folders that contain this text',
    parse: name,
  },
  tool: { flags: '--tool <name>', description: 'only calls of this tool', parse: name },
  mode: {
    flags: '--mode <mode>',
    description: 'only calls in this permission mode; in replay: the mode to judge them under',
    parse: permissionModeNamed,
  },
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
    parse: agentVersion,
  },
  suggest: { flags: '--suggest', description: 'propose allow and deny rules' },
  share: {
    flags: '--share <percent>',
    description: 'of the harmless calls that suggested rules cover (default: 90)',
    parse: percentage,
  },
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
    parse: path,
  },
  shell: {
    flags: '--shell <name>',
    description: 'whose line it is: bash (default; sh, zsh), powershell (pwsh) or cmd',
  },
  deep: { flags: '--deep', description: 'look at every git object for what nothing names (slow)' },
  recover: {
    flags: '--recover <dir>',
    description: 'write file contents that transcripts hold there',
    parse: path,
  },
  from: {
    flags: '--from <file>',
    description: 'render a case document again, without evidence',
    parse: path,
  },
  providerLog: {
    flags: '--provider-log <file>',
    description: 'OpenTelemetry logs or Compliance API export to compare with',
    repeatable: true,
    parse: path,
  },
  processLog: {
    flags: '--process-log <file>',
    description: 'process events (Sysmon, osquery, ECS, JSONL) to compare with',
    repeatable: true,
    parse: path,
  },
  timeZone: {
    flags: '--time-zone <name>',
    description: 'repeat times in this zone: Europe/Berlin',
    parse: timeZone,
  },
  dryRun: { flags: '--dry-run', description: 'list and count, write nothing' },
  agents: {
    flags: '--agents <which>',
    description: 'whose prompts: all (default) or claude',
    parse: (word: string) => oneOf(word, ['claude', 'all'] as const, 'agents'),
  },
  diff: { flags: '--diff <range>', description: 'only what a range of commits adds; - reads a unified diff' },
  baseline: {
    flags: '--baseline <file>',
    description: 'accept what an earlier scan reported',
    parse: path,
  },
  respectIgnore: { flags: '--respect-ignore', description: 'leave out what .gitignore and .ignore name' },
  mentions: { flags: '--mentions', description: 'list places that only speak of it, too' },
  system: {
    flags: '--system <name>',
    description: 'macos, linux, wsl or windows (default: this one)',
    repeatable: true,
    parse: (word: string) => oneOf(word, systems, 'system'),
  },
  outputDir: {
    flags: '--output-dir <dir>',
    description: 'write the plan below this folder, merged with what stands there',
    parse: path,
  },
  check: { flags: '--check', description: 'is the plan in force below the root, and unchanged' },
  revert: { flags: '--revert', description: 'put back the exact bytes that stood there before' },
  lock: {
    flags: '--lock <what>',
    description: 'only managed hooks, mcp, rules or plugins',
    repeatable: true,
    parse: (word: string) => oneOf(word, locks, 'lock'),
  },
  minimumVersion: {
    flags: '--minimum-version <x.y.z>',
    description: 'oldest Claude Code that may start (default: 2.1.257)',
    parse: agentVersion,
  },
  retention: {
    flags: '--retention <days>',
    description: 'how long transcripts are kept (default: 365)',
    parse: wholeNumber,
  },
  telemetry: {
    flags: '--telemetry <url>',
    description: 'OpenTelemetry collector that gets every decision',
    parse: webAddress,
  },
  autoMode: { flags: '--auto-mode', description: 'start sessions in auto mode' },
  rules: {
    flags: '--rules <file>',
    description: 'permission rules to add, from replay --suggest',
    parse: path,
  },
  hookProgram: {
    flags: '--hook-program <command>',
    description: 'what starts the hook (default: yolo-triage-hook; or none)',
  },
  detections: {
    flags: '--detections',
    description: 'write detection content for SIEM, osquery, semgrep and git too',
  },
  policy: {
    flags: '--policy <file>',
    description: 'policy of the hook (default: the built-in one)',
    parse: path,
  },
  log: { flags: '--log <file>', description: 'append each decision to this hash-chained log', parse: path },
  failOpen: { flags: '--fail-open', description: 'let calls through that cannot be judged' },
  database: { flags: '--database <file>', description: 'the fleet database', parse: path },
  clickhouse: {
    flags: '--clickhouse <url>',
    description: 'a ClickHouse server instead: http[s]://[user[:password]@]host[:port][/database]',
  },
  cluster: {
    flags: '--cluster <name>',
    description: 'replicated and distributed tables, on the cluster of this name',
  },
  keepDays: {
    flags: '--keep-days <days>',
    description: 'history is deleted so many days after it was collected (default: never)',
    parse: wholeNumber,
  },
  memory: {
    flags: '--memory <size>',
    description: 'what the engine may hold in memory (default: 2GB)',
    parse: memorySize,
  },
  threads: {
    flags: '--threads <count>',
    description: 'how many threads the engine may use (default: all)',
    parse: wholeNumber,
  },
  dialect: {
    flags: '--dialect <engine>',
    description: 'in format sql: duckdb (default) or clickhouse',
    parse: (word: string) => oneOf(word, engines, 'engine'),
  },
  spool: { flags: '--spool <dir>', description: 'write rows for a fleet there instead', parse: path },
  state: {
    flags: '--state <file>',
    description: 'with --spool: write only what earlier runs have not',
    parse: path,
  },
  hostId: {
    flags: '--host-id <id>',
    description: 'id of the host in the rows (default: made of the machine id)',
    parse: hostId,
  },
  label: {
    flags: '--label <name=value>',
    description: 'what to say of the host in every row: team=payments',
    repeatable: true,
    parse: label,
  },
  fingerprintKey: {
    flags: '--fingerprint-key <file>',
    description: 'secret of the organisation: the same credential has the same fingerprint on all hosts',
    parse: path,
  },
  prompts: { flags: '--prompts', description: 'with each call, the human’s words before it' },
  cost: { flags: '--cost', description: 'estimate what the tokens cost, at list prices' },
  calls: { flags: '--calls', description: 'one line a call instead of one a session' },
  failOn: {
    flags: '--fail-on <level>',
    description: 'exit 1 at or above this level',
    parse: (word: string) => oneOf(word, levels, 'level'),
  },
  output: { flags: '--output <file>', description: 'write to a file; - for standard output' },
  noRedact: { flags: '--no-redact', description: 'show secrets as they are (noted in the output)' },
  anonymise: {
    flags: '--anonymise',
    description: 'numbers for the names of people, in paths and addresses too',
  },
  quiet: { flags: '--quiet', description: 'on standard error only errors and the number of gaps' },
} as const satisfies Record<string, OptionEntry>;

export type OptionName = keyof typeof optionTable;

type Table = typeof optionTable;
type Repeatable = {
  [Name in OptionName]: Table[Name] extends { repeatable: true } ? Name : never;
}[OptionName];

/** What one word of an option comes to: what `parse` makes of it, else the word, else that it was given. */
type ValueOf<Entry extends OptionEntry> = Entry extends { parse: (...given: never) => infer Value }
  ? Value
  : Entry['flags'] extends `${string}<${string}`
    ? string
    : true;

/** The options of the given names: lists of those that may be given several times. */
export type OptionsOf<Name extends OptionName> = {
  readonly [Each in Extract<Name, Repeatable>]: readonly ValueOf<Table[Each]>[];
} & { readonly [Each in Exclude<Name, Repeatable>]: ValueOf<Table[Each]> | undefined };

/** Options that every command has. */
export const commonOptions = [
  'home',
  'root',
  'failOn',
  'output',
  'noRedact',
  'anonymise',
  'quiet',
] as const satisfies readonly OptionName[];

/** Options of every command that has rows for a spool. */
export const spoolOptions = [
  'spool',
  'state',
  'hostId',
  'label',
  'fingerprintKey',
] as const satisfies readonly OptionName[];
