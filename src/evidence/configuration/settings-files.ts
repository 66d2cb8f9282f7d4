import { readdirSync } from 'node:fs';
import { isAbsolute, join, posix } from 'node:path';
import { managedFolders } from '../../agents/claude-code.ts';
import { type Home, hostPath, isAtHand } from '../home.ts';
import { furtherAgentFolders, ownAgentFolder } from './agent-folders.ts';
import type { ConfigurationReader } from './configuration-reader.ts';
import { plainValue } from './plain-value.ts';
/** Whose settings a file holds, strongest first: https://code.claude.com/docs/en/settings#settings-precedence */
export type SettingsScope = 'managed' | 'flag' | 'local' | 'project' | 'user';

/** One settings file of Claude Code that is there and could be read. */
export interface SettingsFile {
  readonly scope: SettingsScope;
  /** As evidence references have it. */
  readonly path: string;
  readonly value: unknown;
}

/** @param file absolute, on this machine */
export function settingsFile(
  reader: ConfigurationReader,
  scope: SettingsScope,
  file: string,
): SettingsFile | undefined {
  const found = reader.read(file, 'json');
  return found?.root && { scope, path: found.path, value: plainValue(found.root) };
}

/** Settings of the user and of the machine. Managed drop-ins follow their file, in the order in which they apply. */
export function homeSettings(reader: ConfigurationReader): readonly SettingsFile[] {
  const { home } = reader.evidence;
  const folders = [ownAgentFolder(home), ...furtherAgentFolders(reader.evidence)];
  const user = folders.flatMap((folder) => settingsFile(reader, 'user', join(folder, 'settings.json')) ?? []);
  return [...managedSettings(reader), ...user];
}

/**
 * Settings of a folder in which sessions were started: its own shared and local ones.
 * @param folder as the evidence writes it
 */
export function projectSettings(reader: ConfigurationReader, folder: string): readonly SettingsFile[] {
  if (!isAtHand(reader.evidence.home, folder)) return [];
  const base = join(hostPath(reader.evidence.home, folder), '.claude');
  const project = settingsFile(reader, 'project', join(base, 'settings.json'));
  const local = settingsFile(reader, 'local', join(base, 'settings.local.json'));
  return [local, project].filter((file) => file !== undefined);
}

/** Server-delivered policy where there is any, else the machine's files: one source counts, the others are ignored. */
function managedSettings(reader: ConfigurationReader): readonly SettingsFile[] {
  return managedFiles(reader).flatMap((file) => settingsFile(reader, 'managed', file) ?? []);
}

/** The files of that source, absolute on this machine; later ones go before earlier ones. */
export function managedFiles(reader: ConfigurationReader): readonly string[] {
  const { evidence } = reader;
  const remote = join(ownAgentFolder(evidence.home), 'remote-settings.json');
  if (hasKeys(settingsFile(reader, 'managed', remote)?.value)) return [remote];
  if (!evidence.isLive && evidence.home.root === undefined) return [];
  const folders = managedFolders.filter((folder) => evidence.home.root !== undefined || isAbsolute(folder));
  return folders.flatMap((folder) => {
    const files = [
      join(folder, 'managed-settings.json'),
      ...dropIns(evidence.home, join(folder, 'managed-settings.d')),
    ];
    return files.map((file) => hostPath(evidence.home, file));
  });
}

/** https://code.claude.com/docs/en/managed-settings#split-a-file-based-policy-across-teams */
function dropIns(home: Home, folder: string): readonly string[] {
  try {
    const names = readdirSync(hostPath(home, folder));
    return names
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .sort()
      .map((name) => posix.join(folder, name));
  } catch {
    return [];
  }
}

function hasKeys(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
