import { join } from 'node:path';
import { furtherAgentFolders } from './agent-folders.ts';
import { entriesOf, flagOf, member, textsOf } from './config-value.ts';
import type { ConfigurationReader } from './configuration-reader.ts';

/** What Claude Code remembers of one project folder. https://code.claude.com/docs/en/settings#global-config-settings */
export interface ProjectState {
  /** As the evidence writes it. */
  readonly folder: string;
  readonly trusted: boolean;
  /** Names of servers of the project's `.mcp.json` that the user approved or refused. */
  readonly approvedServers: readonly string[];
  readonly refusedServers: readonly string[];
  readonly approvesAllServers: boolean;
  /** Names of servers of any scope that were switched off for this project. */
  readonly disabledServers: readonly string[];
}

/** The projects of `~/.claude.json`, and of the file of that name in every other folder of the agent. */
export function claudeProjects(reader: ConfigurationReader): readonly ProjectState[] {
  const { evidence } = reader;
  const folders = [evidence.home.directory, ...furtherAgentFolders(evidence)];
  return folders.flatMap((folder) => projectsOf(join(folder, '.claude.json'), reader));
}

function projectsOf(path: string, reader: ConfigurationReader): readonly ProjectState[] {
  const projects = member(reader.read(path, 'json')?.root, 'projects');
  return entriesOf(projects).map(({ key, value }) => ({
    folder: key,
    trusted: flagOf(member(value, 'hasTrustDialogAccepted')) ?? false,
    approvedServers: textsOf(member(value, 'enabledMcpjsonServers')),
    refusedServers: textsOf(member(value, 'disabledMcpjsonServers')),
    approvesAllServers: flagOf(member(value, 'enableAllProjectMcpServers')) ?? false,
    disabledServers: textsOf(member(value, 'disabledMcpServers')),
  }));
}
