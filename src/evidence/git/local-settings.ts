import { join } from 'node:path';
import { readRegularText } from '../../regular-file.ts';
import type { CleanRoom } from './clean-room.ts';
import { entryKind } from './entry-kind.ts';

/** One entry of the configuration of a repository itself; includes are not followed. */
export interface LocalSetting {
  /** Lower case but for its middle part: `remote.origin.url`. */
  readonly key: string;
  readonly value: string;
}

export function configurationFile(commonDirectory: string): string {
  return join(commonDirectory, 'config');
}

/** That of one working tree alone, where the repository has such. */
export function worktreeConfigurationFile(gitDirectory: string): string {
  return join(gitDirectory, 'config.worktree');
}

/** A file of configuration, and what it says. */
export interface LocalConfiguration {
  readonly file: string;
  readonly settings: readonly LocalSetting[];
}

const longestBytes = 16 * 1024 * 1024;

/** None where there is no such file. @throws where git cannot read it */
export async function localSettings(room: CleanRoom, config: string): Promise<LocalSetting[]> {
  const kind = entryKind(config);
  if (kind === undefined) return [];
  if (kind !== 'file') throw new Error('it is no regular file');
  // Git gets the text, not the file: it would change when that was read last.
  const input = readRegularText(config, longestBytes);
  const listed = await room.git(['config', '--file', '-', '--no-includes', '-z', '--list'], { input });
  return listed
    .split('\0')
    .filter((setting) => setting !== '')
    .map((setting) => {
      const [key = '', value = 'true'] = setting.split('\n', 2);
      return { key, value };
    });
}

/** https://git-scm.com/docs/git-config#Documentation/git-config.txt-remotenameurl */
export function remotesOf(settings: readonly LocalSetting[]): string[] {
  return settings.flatMap(({ key, value }) => (/^remote\..*\.url$/.test(key) ? [value] : []));
}
