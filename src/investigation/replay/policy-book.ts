import type { ConfigurationReader } from '../../evidence/configuration/configuration-reader.ts';
import {
  homeSettings,
  projectSettings,
  type SettingsFile,
} from '../../evidence/configuration/settings-files.ts';
import { parseAgentVersion } from '../../permissions/agent-version.ts';
import type { PermissionRequest } from '../../permissions/permission-call.ts';
import { permissionSettings } from '../../permissions/permission-settings.ts';
import { compilePolicy, type IgnoredRule, type Policy } from '../../permissions/policy.ts';
import { settingsSources } from '../../permissions/settings-sources.ts';

/** Rules beside those of the files. */
interface ExtraRules {
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
}

/** One set of settings, compiled for each folder, home and version of the calls once. */
export interface PolicyBook {
  policyFor(request: PermissionRequest, extra?: ExtraRules): Policy;
  /** Files that any of the policies took, in the order of first use. */
  sources(): readonly Pick<SettingsFile, 'scope' | 'path'>[];
  ignored(): readonly IgnoredRule[];
}

export interface BookInput {
  readonly reader: ConfigurationReader;
  /** Instead of those of the home. */
  readonly given?: readonly SettingsFile[];
  /** Folder → whether its workspace was trusted; absent folders are taken as trusted. */
  readonly trust: ReadonlyMap<string, boolean>;
}

const policiesAtMost = 5_000;

export function policyBook({ reader, given, trust }: BookInput): PolicyBook {
  const policies = new Map<string, Policy>();
  const used = new Map<string, Pick<SettingsFile, 'scope' | 'path'>>();
  const ignored = new Map<string, IgnoredRule>();
  const files = (folder: string) => given ?? [...homeSettings(reader), ...projectSettings(reader, folder)];
  const compile = ({ places, version }: PermissionRequest, extra: ExtraRules): Policy => {
    const { startedIn, home } = places;
    const found = files(startedIn);
    for (const { scope, path } of found) used.set(`${scope} ${path}`, { scope, path });
    const settings = permissionSettings({ permissions: extra });
    const sources = [
      ...settingsSources(found, { startedIn, home }),
      { scope: 'user', anchor: home, settings } as const,
    ];
    const trusted = trust.get(startedIn) ?? true;
    return compilePolicy(sources, { cwd: startedIn, home, version: parseAgentVersion(version), trusted });
  };
  return {
    policyFor(request, extra = {}) {
      const { startedIn, home } = request.places;
      const key = JSON.stringify([startedIn, home, request.version, extra]);
      const known = policies.get(key);
      if (known) return known;
      const policy = compile(request, extra);
      for (const rule of policy.ignored) ignored.set(`${rule.scope} ${rule.behavior} ${rule.text}`, rule);
      if (policies.size >= policiesAtMost) policies.clear();
      policies.set(key, policy);
      return policy;
    },
    sources: () => [...used.values()],
    ignored: () => [...ignored.values()],
  };
}
