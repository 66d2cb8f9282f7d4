import type { DetectionFile } from './sigma.ts';
import { type UnattendedLaunch, unattendedLaunches } from './unattended-launch.ts';

/** A query pack. https://osquery.readthedocs.io/en/stable/deployment/configuration/#query-packs */
export function osqueryPack(): DetectionFile {
  const launches = unattendedLaunches.map((launch) => [
    launch.id.replaceAll('-', '_'),
    {
      query: `SELECT pid, parent, uid, path, cmdline, start_time FROM processes WHERE ${launchCondition(launch)};`,
      interval: 300,
      description: launch.title,
    },
  ]);
  const policy = {
    query:
      "SELECT path, mode, uid, size, mtime FROM file WHERE path IN ('/etc/claude-code/managed-settings.json', '/Library/Application Support/ClaudeCode/managed-settings.json', 'C:\\Program Files\\ClaudeCode\\managed-settings.json');",
    interval: 3600,
    description: 'The managed policy of Claude Code, as it stands on the host',
  };
  const queries = { ...Object.fromEntries(launches), claude_managed_policy: policy };
  return { path: 'osquery/unattended-agents.conf', text: `${JSON.stringify({ queries }, null, 2)}\n` };
}

function launchCondition({ programs, paths, packages, words }: UnattendedLaunch): string {
  const isAgent = [
    ...programs.flatMap((name) => [ends('path', `/${name}`), ends('path', `\\${name}.exe`)]),
    ...paths.map((path) => contains('path', path)),
    ...packages.map((name) => contains('cmdline', name)),
  ];
  const hasWord = words.map((word) => contains('cmdline', ` ${word}`));
  return `(${isAgent.join(' OR ')}) AND (${hasWord.join(' OR ')})`;
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
