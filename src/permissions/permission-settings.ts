import type { SettingsScope } from '../evidence/configuration/settings-files.ts';

/** What one settings file says about permissions. https://code.claude.com/docs/en/settings-reference#permission-settings */
export interface PermissionSettings {
  readonly allow: readonly string[];
  readonly ask: readonly string[];
  readonly deny: readonly string[];
  readonly additionalDirectories: readonly string[];
  readonly defaultMode?: string;
  readonly bypassDisabled: boolean;
  readonly autoDisabled: boolean;
  /** Honoured from a managed source only. */
  readonly managedRulesOnly: boolean;
  readonly minimumVersion?: string;
  readonly maximumVersion?: string;
  /** Bash runs in the built-in sandbox, and then without asking. */
  readonly sandboxedBash: boolean;
  /** Commands that run outside the sandbox. */
  readonly unsandboxed: readonly string[];
}

/** One settings file, or a source like it. */
export interface SettingsSource {
  readonly scope: SettingsScope;
  /** As shown to the reader; absent for command-line flags. */
  readonly path?: string;
  /** Folder at which a `/path` of its rules starts; absolute. */
  readonly anchor: string;
  readonly settings: PermissionSettings;
}

/**
 * Takes what matters from a parsed settings file; whatever has another shape than documented is left out, as
 * Claude Code leaves it out.
 */
export function permissionSettings(value: unknown): PermissionSettings {
  const file = record(value);
  const permissions = record(file['permissions']);
  const sandbox = record(file['sandbox']);
  const mode = permissions['defaultMode'];
  const minimum = file['requiredMinimumVersion'];
  const maximum = file['requiredMaximumVersion'];
  return {
    allow: texts(permissions['allow']),
    ask: texts(permissions['ask']),
    deny: texts(permissions['deny']),
    additionalDirectories: texts(permissions['additionalDirectories']),
    ...(typeof mode === 'string' && { defaultMode: mode }),
    bypassDisabled: permissions['disableBypassPermissionsMode'] === 'disable',
    autoDisabled: permissions['disableAutoMode'] === 'disable' || file['disableAutoMode'] === 'disable',
    managedRulesOnly: file['allowManagedPermissionRulesOnly'] === true,
    ...(typeof minimum === 'string' && { minimumVersion: minimum }),
    ...(typeof maximum === 'string' && { maximumVersion: maximum }),
    sandboxedBash: sandbox['enabled'] === true && sandbox['autoAllowBashIfSandboxed'] !== false,
    unsandboxed: texts(sandbox['excludedCommands']),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
