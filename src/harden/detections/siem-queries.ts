import type { DetectionFile } from './sigma.ts';
import { type UnattendedLaunch, unattendedLaunches } from './unattended-launch.ts';

/** A query language: how one launch is asked for. */
interface Dialect {
  readonly path: string;
  readonly comment: (text: string) => string;
  readonly query: (launch: UnattendedLaunch) => string;
}

const executables = ({ programs }: UnattendedLaunch): readonly string[] =>
  programs.flatMap((name) => [name, `${name}.exe`]);
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
const list = (items: readonly string[], separator: string): string =>
  items.map((item) => `"${escaped(item)}"`).join(separator);
/** Patterns with `*` for the whole command line. */
const lines = ({ words, switches }: UnattendedLaunch): readonly string[] => [
  ...words.map((word) => `* ${word}*`),
  ...switches.flatMap((word) => [`* ${word} *`, `* ${word}`]),
];

/** Field set of the Elastic Common Schema. */
const ecs = 'process';

const dialects: readonly Dialect[] = [
  {
    path: 'elastic/unattended-agents.eql',
    comment: (text) => `// ${text}`,
    query: (launch) => {
      const agent = [`${ecs}.name : (${list(executables(launch), ', ')})`];
      if (launch.paths.length > 0) agent.push(`${ecs}.executable : (${list(starred(launch.paths), ', ')})`);
      if (launch.packages.length > 0)
        agent.push(`${ecs}.command_line : (${list(starred(launch.packages), ', ')})`);
      return `${ecs} where event.type == "start" and (${agent.join(' or ')}) and ${ecs}.command_line : (${list(lines(launch), ', ')})`;
    },
  },
  {
    path: 'splunk/unattended-agents.spl',
    comment: (text) => `\`\`\` ${text} \`\`\``,
    query: (launch) => {
      const agent = [
        `Processes.process_name IN (${list(executables(launch), ', ')})`,
        ...starred(launch.paths).map((path) => `Processes.process_path="${escaped(path)}"`),
        ...starred(launch.packages).map((name) => `Processes.process="${escaped(name)}"`),
      ];
      const said = lines(launch).map((line) => `Processes.process="${escaped(line)}"`);
      return `| tstats count min(_time) as firstTime from datamodel=Endpoint.Processes where (${agent.join(' OR ')}) (${said.join(' OR ')}) by Processes.dest Processes.user Processes.process_name Processes.process`;
    },
  },
  {
    path: 'sentinel/unattended-agents.kql',
    comment: (text) => `// ${text}`,
    query: (launch) => {
      const agent = [`FileName in~ (${list(executables(launch), ', ')})`];
      if (launch.paths.length > 0) agent.push(`FolderPath has_any (${list(launch.paths, ', ')})`);
      if (launch.packages.length > 0)
        agent.push(`ProcessCommandLine has_any (${list(launch.packages, ', ')})`);
      const said = [
        ...launch.words.map((word) => `ProcessCommandLine contains " ${escaped(word)}"`),
        ...launch.switches.map((word) => `strcat(ProcessCommandLine, " ") contains " ${escaped(word)} "`),
      ];
      return `DeviceProcessEvents\n| where ${agent.join(' or ')}\n| where ${said.join(' or ')}\n| project Timestamp, DeviceName, AccountName, FileName, ProcessCommandLine, InitiatingProcessCommandLine`;
    },
  },
  {
    path: 'crowdstrike/unattended-agents.cql',
    comment: (text) => `// ${text}`,
    query: (launch) => {
      const agent = [
        ...launch.programs.map((name) => `ImageFileName=/[\\/\\\\]${regex(name)}(\\.exe)?$/i`),
        ...launch.paths.map((path) => `ImageFileName=/${regex(path)}/i`),
        ...launch.packages.map((name) => `CommandLine=/${regex(name)}/i`),
      ];
      const said = [
        ...launch.words.map((word) => `CommandLine=/ ${regex(word)}/`),
        ...launch.switches.map((word) => `CommandLine=/ ${regex(word)}(\\s|$)/`),
      ];
      return `#event_simpleName=ProcessRollup2\n| ${agent.join(' OR ')}\n| ${said.join(' OR ')}\n| table([@timestamp, ComputerName, UserName, ImageFileName, CommandLine])`;
    },
  },
];

/** Query text for four SIEMs, all launches in one file each. */
export function siemQueries(): readonly DetectionFile[] {
  return dialects.map(({ path, comment, query }) => ({
    path,
    text: unattendedLaunches
      .map((launch) => `${comment(`${launch.id} (${launch.level}): ${launch.title}`)}\n${query(launch)}\n`)
      .join('\n'),
  }));
}

function starred(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `*${text}*`);
}

function regex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
