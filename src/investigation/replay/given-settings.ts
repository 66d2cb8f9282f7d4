import { basename, dirname, join, resolve } from 'node:path';
import { TriageError } from '../../errors.ts';
import { configurationReader } from '../../evidence/configuration/configuration-reader.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import {
  type SettingsFile,
  type SettingsScope,
  settingsFile,
} from '../../evidence/configuration/settings-files.ts';
import { settingsScopes } from '../../permissions/rule.ts';

/**
 * Reads the settings files that the user names: `managed=policy.json`, or a path whose name tells the scope.
 * @throws {TriageError} where a file is not there or is no JSON
 */
export function givenSettings(
  words: readonly string[],
  cwd: string,
  evidence: Evidence,
): readonly SettingsFile[] {
  const { directory } = evidence.home;
  const home = { directory, recordedPath: directory, further: ['/'] };
  // What the user names is of this machine, wherever the evidence lies.
  const reader = configurationReader({ ...evidence, home, isLive: true });
  return words.map((word) => {
    const { scope, path } = scopeAndPath(word, { cwd, home: directory });
    const file = settingsFile(reader, scope, path);
    if (!file) throw new TriageError(`no settings to read: ${path}`, 'give a JSON file, as [scope=]file');
    return file;
  });
}

function scopeAndPath(
  word: string,
  place: { cwd: string; home: string },
): { scope: SettingsScope; path: string } {
  const [, named, rest] = /^([a-z]+)=(.+)$/s.exec(word) ?? [];
  const scope = settingsScopes.find((known) => known === named);
  if (named !== undefined && scope === undefined) {
    throw new TriageError(`unknown scope: ${named}`, `choose one of ${settingsScopes.join(', ')}`);
  }
  const path = resolve(place.cwd, rest ?? word);
  return { scope: scope ?? scopeOf(path, place.home), path };
}

/** What the place of a file says of its scope; any other file is one that `--settings` of Claude Code would take. */
function scopeOf(path: string, home: string): SettingsScope {
  const name = basename(path);
  if (name === 'managed-settings.json' || basename(dirname(path)) === 'managed-settings.d') return 'managed';
  if (basename(dirname(path)) !== '.claude') return 'flag';
  if (name === 'settings.local.json') return 'local';
  if (name !== 'settings.json') return 'flag';
  return dirname(path) === join(home, '.claude') ? 'user' : 'project';
}
