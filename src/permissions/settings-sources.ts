import type { SettingsFile } from '../evidence/configuration/settings-files.ts';
import { mergeSettings } from './merge-settings.ts';
import { permissionSettings, type SettingsSource } from './permission-settings.ts';

/** Where the anchors of the scopes lie; absolute, as the evidence writes it. */
export interface SourcePlace {
  /** Folder in which the session was started. */
  readonly startedIn: string;
  readonly home: string;
}

/** Settings files as sources of rules: managed ones merged into one, each with the folder at which its `/path` starts. */
export function settingsSources(
  files: readonly SettingsFile[],
  place: SourcePlace,
): readonly SettingsSource[] {
  const managed = files.filter(({ scope }) => scope === 'managed');
  const others = files.filter(({ scope }) => scope !== 'managed');
  const value = managed.map((file) => file.value).reduce<unknown>(mergeSettings, {});
  const path = managed.map((file) => file.path).join(', ');
  const all = managed.length > 0 ? [{ scope: 'managed', path, value } as const, ...others] : others;
  return all.map((file) => ({
    scope: file.scope,
    path: file.path,
    anchor: anchorOf(file, place),
    settings: permissionSettings(file.value),
  }));
}

/** https://code.claude.com/docs/en/permissions#read-and-edit */
function anchorOf({ scope, path }: SettingsFile, { startedIn, home }: SourcePlace): string {
  if (scope === 'user') return `${home}/.claude`;
  if (scope === 'project' || scope === 'local') return startedIn;
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end > 0 ? path.slice(0, end) : '/';
}
