import type { SettingsScope } from '../../src/evidence/configuration/settings-files.ts';
import { parseAgentVersion } from '../../src/permissions/agent-version.ts';
import { decide } from '../../src/permissions/decide.ts';
import type { JudgedMode } from '../../src/permissions/permission-call.ts';
import { permissionSettings } from '../../src/permissions/permission-settings.ts';
import { compilePolicy } from '../../src/permissions/policy.ts';
import type { PermissionVerdict } from '../../src/permissions/verdict.ts';
import type { Effect } from '../../src/shell/effect.ts';

export const home = '/Users/alice';
export const project = '/Users/alice/work/app';

/** Settings files by scope; keys of `permissions` are written short. */
type Files = Partial<Record<SettingsScope, Readonly<Record<string, unknown>>>>;

export interface Judging {
  readonly files?: Files;
  readonly mode?: JudgedMode;
  readonly version?: string;
  readonly cwd?: string;
  readonly trusted?: boolean;
  readonly bypassAvailable?: boolean;
  readonly effects?: readonly Effect[];
  readonly links?: Readonly<Record<string, string>>;
}

const anchors: Record<SettingsScope, string> = {
  managed: '/Library/Application Support/ClaudeCode',
  flag: '/Users/alice/policies',
  local: project,
  project,
  user: `${home}/.claude`,
};

/** Judges one call; a string is a Bash command. */
export function judge(
  call: string | readonly [string, Readonly<Record<string, unknown>>],
  judging: Judging = {},
): PermissionVerdict {
  const [tool, input] = typeof call === 'string' ? (['Bash', { command: call }] as const) : call;
  const { files = {}, mode = 'default', version, cwd = project, links = {} } = judging;
  const sources = Object.entries(files).map(([scope, file]) => ({
    scope: scope as SettingsScope,
    anchor: scope === 'project' || scope === 'local' ? cwd : anchors[scope as SettingsScope],
    settings: permissionSettings(settingsFile(file)),
  }));
  const place = { cwd, home, version: parseAgentVersion(version), trusted: judging.trusted ?? true };
  return decide(
    {
      tool,
      input,
      mode,
      places: { cwd, startedIn: cwd, home },
      ...(version !== undefined && { version }),
      ...(judging.bypassAvailable && { bypassAvailable: true }),
      ...(judging.effects && { effects: judging.effects }),
      linkTarget: (path) => links[path],
    },
    compilePolicy(sources, place),
  );
}

function settingsFile(file: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { allow, ask, deny, additionalDirectories, defaultMode, ...rest } = file;
  const given = { allow, ask, deny, additionalDirectories, defaultMode };
  const permissions = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { permissions, ...rest };
}
