import type { EvidenceReference } from '../artifact.ts';
import { type ConfigValue, entryOf, itemsOf, member, textOf } from '../configuration/config-value.ts';
import type { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { locateFiles } from '../configuration/locate-files.ts';
import type { ProjectFolder } from '../configuration/project-folders.ts';
import { settingsPlaces } from './claude-settings.ts';

/** One rule of one settings file. https://code.claude.com/docs/en/permissions */
export interface PermissionRule {
  readonly list: 'allow' | 'ask' | 'deny';
  readonly rule: string;
  readonly scope: string;
  readonly project?: string;
  readonly evidence: EvidenceReference;
  /** When the file was last changed; ISO 8601 UTC. */
  readonly modifiedAt: string;
}

/** A single-valued setting of one settings file. */
export interface SettingValue {
  /** Keys joined by a dot. */
  readonly key: string;
  readonly value: string;
  readonly scope: string;
  readonly project?: string;
  readonly evidence: EvidenceReference;
  /** When the file was last changed; ISO 8601 UTC. */
  readonly modifiedAt: string;
}

export interface PermissionSettings {
  readonly rules: readonly PermissionRule[];
  readonly values: readonly SettingValue[];
}

/** Settings of which the effective value over all scopes is worth knowing. */
const keys: readonly (readonly string[])[] = [
  ['permissions', 'defaultMode'],
  ['permissions', 'disableBypassPermissionsMode'],
  ['permissions', 'disableAutoMode'],
  ['sandbox', 'enabled'],
  ['sandbox', 'autoAllowBashIfSandboxed'],
  ['sandbox', 'allowUnsandboxedCommands'],
  ['sandbox', 'failIfUnavailable'],
  ['cleanupPeriodDays'],
  ['fileCheckpointingEnabled'],
  ['disableAllHooks'],
  ['enableAllProjectMcpServers'],
  ['skipDangerousModePermissionPrompt'],
  ['env', 'CLAUDE_CODE_ENABLE_TELEMETRY'],
  ['env', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  ['env', 'DISABLE_TELEMETRY'],
];

const rulesAtMost = 20_000;

/** The permission settings of every scope, the strongest scope first. */
export function readPermissions(
  reader: ConfigurationReader,
  projects: readonly ProjectFolder[],
): PermissionSettings {
  const rules: PermissionRule[] = [];
  const values: SettingValue[] = [];
  for (const place of settingsPlaces) {
    for (const { path, project } of locateFiles(place, { evidence: reader.evidence, projects })) {
      const read = reader.read(path, 'json');
      if (!read) continue;
      const common = { scope: place.scope, ...(project !== undefined && { project }) };
      const at = (value: ConfigValue | undefined) => ({
        path: read.path,
        ...(value?.line !== undefined && { line: value.line }),
      });
      for (const list of ['deny', 'ask', 'allow'] as const) {
        for (const item of itemsOf(member(member(read.root, 'permissions'), list))) {
          const rule = textOf(item);
          if (rule !== undefined && rules.length < rulesAtMost)
            rules.push({
              list,
              rule: rule.slice(0, 2000),
              ...common,
              evidence: at(item),
              modifiedAt: read.modifiedAt,
            });
        }
      }
      for (const key of keys) {
        const found = valueAt(read.root, key);
        const value = textOf(found);
        if (value !== undefined)
          values.push({
            key: key.join('.'),
            value: value.slice(0, 500),
            ...common,
            evidence: at(found),
            modifiedAt: read.modifiedAt,
          });
      }
    }
  }
  return { rules, values };
}

function valueAt(root: ConfigValue | undefined, key: readonly string[]): ConfigValue | undefined {
  return key.reduce<ConfigValue | undefined>((value, name) => entryOf(value, name)?.value, root);
}
