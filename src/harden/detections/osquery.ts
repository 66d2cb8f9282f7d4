import type { DetectionFile } from './sigma.ts';
import { type UnattendedLaunch, unattendedLaunches } from './unattended-launch.ts';

/** https://osquery.readthedocs.io/en/stable/deployment/configuration/#query-packs */
interface PackQuery {
  readonly query: string;
  /** In seconds. */
  readonly interval: number;
  readonly platform?: 'darwin' | 'linux' | 'posix' | 'windows';
  /** All rows each time, where the difference to the last time would say little. */
  readonly snapshot?: true;
  readonly description: string;
}

/** A query pack that sees an agent start, what will start one, and the traces that it leaves. */
export function osqueryPack(): DetectionFile {
  const launches = unattendedLaunches.map((launch): [string, PackQuery] => [
    launch.id.replaceAll('-', '_'),
    {
      query: `SELECT pid, parent, uid, path, cmdline, start_time FROM processes WHERE ${launchCondition(launch)};`,
      interval: 300,
      description: launch.title,
    },
  ]);
  const queries = { ...Object.fromEntries(launches), ...persistent, ...traces };
  return { path: 'osquery/unattended-agents.conf', text: `${JSON.stringify({ queries }, null, 2)}\n` };
}

/** Where a command line stands that started an agent so, or will. */
const persistent: Readonly<Record<string, PackQuery>> = {
  agent_in_shell_history: {
    query: `SELECT u.username, h.uid, h.time, h.command, h.history_file FROM users u JOIN shell_history h USING (uid) WHERE ${mentions('h.command')};`,
    interval: 3600,
    platform: 'posix',
    description: 'A command in a shell history starts an agent with its prompts off',
  },
  agent_in_crontab: {
    query: `SELECT event, minute, hour, day_of_month, month, day_of_week, command, path FROM crontab WHERE ${mentions('command')};`,
    interval: 3600,
    platform: 'posix',
    description: 'A scheduled command starts an agent with its prompts off',
  },
  agent_in_launchd: {
    query: `SELECT path, label, program, program_arguments, username, run_at_load FROM launchd WHERE ${mentions("program || ' ' || program_arguments")};`,
    interval: 3600,
    platform: 'darwin',
    description: 'A launch agent or daemon starts an agent with its prompts off',
  },
};

/** Files only by name, size and time; what is in them, yolo-triage reads. */
const traces: Readonly<Record<string, PackQuery>> = {
  claude_managed_policy: {
    query:
      "SELECT path, mode, uid, size, mtime FROM file WHERE path IN ('/etc/claude-code/managed-settings.json', '/Library/Application Support/ClaudeCode/managed-settings.json', 'C:\\Program Files\\ClaudeCode\\managed-settings.json');",
    interval: 3600,
    description: 'The managed policy of Claude Code, as it stands on the host',
  },
  claude_settings: {
    query: `SELECT path, uid, size, mtime FROM file WHERE ${inHomes('.claude/settings.json', '.claude/settings.local.json', '.claude.json')};`,
    interval: 3600,
    description: 'Settings of users, which can switch prompts off; when each was changed',
  },
  claude_transcripts: {
    query: `SELECT directory, count(*) AS transcripts, sum(size) AS size_bytes, min(mtime) AS oldest, max(mtime) AS newest FROM file WHERE ${inHomes('.claude/projects/%/%.jsonl')} GROUP BY directory;`,
    interval: 86400,
    snapshot: true,
    description: 'How many transcripts each project has and how far back they go: who uses the agent',
  },
  yolo_triage_spool: {
    query:
      "SELECT path, size, mtime FROM file WHERE path LIKE '/var/spool/yolo-triage/runs/%' OR path LIKE 'C:\\ProgramData\\yolo-triage\\spool\\runs\\%';",
    interval: 86400,
    snapshot: true,
    description: 'When yolo-triage last finished a run on the host; no row: it never did',
  },
};

function launchCondition(launch: UnattendedLaunch): string {
  const { programs, paths, packages } = launch;
  const isAgent = [
    ...programs.flatMap((name) => [ends('path', `/${name}`), ends('path', `\\${name}.exe`)]),
    ...paths.map((path) => contains('path', path)),
    ...packages.map((name) => contains('cmdline', name)),
  ];
  return `(${isAgent.join(' OR ')}) AND (${wordsIn('cmdline', launch)})`;
}

function wordsIn(column: string, { words, switches }: UnattendedLaunch): string {
  return [
    ...words.map((word) => contains(column, ` ${word}`)),
    ...switches.map((word) => contains(`${column} || ' '`, ` ${word} `)),
  ].join(' OR ');
}

/** A command line as somebody wrote it: the program has no path there, and anything may stand before it. */
function mentions(column: string): string {
  const each = unattendedLaunches.map((launch) => {
    const names = [...launch.programs, ...launch.packages].map((name) => contains(column, name));
    return `((${names.join(' OR ')}) AND (${wordsIn(column, launch)}))`;
  });
  return each.join(' OR ');
}

/** Of every user; `%` is one folder: https://osquery.readthedocs.io/en/stable/deployment/file-integrity-monitoring/ */
function inHomes(...names: readonly string[]): string {
  return names
    .flatMap((name) => [
      `path LIKE '/home/%/${name}'`,
      `path LIKE '/root/${name}'`,
      `path LIKE '/Users/%/${name}'`,
      `path LIKE 'C:\\Users\\%\\${name.replaceAll('/', '\\')}'`,
    ])
    .join(' OR ');
}

function contains(column: string, text: string): string {
  return `instr(${column}, ${quoted(text)}) > 0`;
}

function ends(column: string, text: string): string {
  return `substr(${column}, -${text.length}) = ${quoted(text)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
