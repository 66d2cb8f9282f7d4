import { posix } from 'node:path';
import { type Home, hostPath, recordedPathOf } from '../home.ts';
import type { CleanRoom } from './clean-room.ts';
import { type LocalConfiguration, type LocalSetting, localSettings } from './local-settings.ts';
import { withinRoot } from './repository-reading.ts';

const filesAtMost = 20;

/**
 * Names that configuration gives to commands of git, lower case, with what they stand for: of the user, with the files
 * of the evidence that those include, then of the repository, which wins.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-alias
 */
export async function gitAliases(
  room: CleanRoom,
  home: Home,
  own: readonly LocalConfiguration[],
): Promise<ReadonlyMap<string, string>> {
  const users = ['.config/git/config', '.gitconfig'].map((name) => `${home.recordedPath}/${name}`);
  const included = own.flatMap(({ file, settings }) =>
    includesIn(settings, recordedPathOf(home, file), home),
  );
  const read = [
    ...(await settingsOf(room, home, [...users, ...included])),
    ...own.flatMap(({ settings }) => settings),
  ];
  return new Map(
    read.flatMap(({ key, value }) => {
      const name = /^alias\.(.+)$/.exec(key)?.[1];
      return name === undefined ? [] : [[name.toLowerCase(), value] as const];
    }),
  );
}

async function settingsOf(room: CleanRoom, home: Home, files: readonly string[]): Promise<LocalSetting[]> {
  const found: LocalSetting[] = [];
  const waiting = [...files];
  const seen = new Set<string>();
  for (let file = waiting.shift(); file !== undefined && seen.size < filesAtMost; file = waiting.shift()) {
    const path = hostPath(home, file);
    if (seen.has(file) || !withinRoot(path, home)) continue;
    seen.add(file);
    const settings = await readable(room, path);
    found.push(...settings);
    waiting.unshift(...includesIn(settings, file, home));
  }
  return found;
}

/** A file of the user that git cannot read stopped the user's own git as well: no command of it was ever run. */
async function readable(room: CleanRoom, path: string): Promise<LocalSetting[]> {
  try {
    return await localSettings(room, path);
  } catch {
    return [];
  }
}

/** https://git-scm.com/docs/git-config#_includes */
function includesIn(settings: readonly LocalSetting[], file: string, home: Home): string[] {
  return settings.flatMap(({ key, value }) => {
    if (!/^include(?:if\..*)?\.path$/i.test(key)) return [];
    if (value.startsWith('~/')) return [`${home.recordedPath}${value.slice(1)}`];
    return [posix.resolve(posix.dirname(file), value)];
  });
}
