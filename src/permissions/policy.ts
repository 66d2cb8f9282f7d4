import type { SettingsScope } from '../evidence/configuration/settings-files.ts';
import { type AgentVersion, compareAgentVersions, parseAgentVersion } from './agent-version.ts';
import { type CompiledRule, compileRule, type IgnoredReason } from './compiled-rule.ts';
import type { PermissionSettings, SettingsSource } from './permission-settings.ts';
import { type Behavior, behaviors, parseRule, type Rule, settingsScopes } from './rule.ts';

/** A rule that stands in the settings and does nothing. */
export interface IgnoredRule {
  readonly text: string;
  readonly behavior: Behavior;
  readonly scope: SettingsScope;
  readonly reason: IgnoredReason;
}

/** A set of settings, ready to judge calls of one session folder and one version. */
export interface Policy {
  readonly rules: Readonly<Record<Behavior, readonly CompiledRule[]>>;
  readonly ignored: readonly IgnoredRule[];
  readonly additional: readonly string[];
  readonly bypassDisabled: boolean;
  readonly autoDisabled: boolean;
  readonly sandboxedBash: boolean;
  readonly unsandboxed: readonly string[];
  /** Claude Code of this version would not have started at all. */
  readonly versionRefused: boolean;
  /** Of the strongest source that names one. */
  readonly defaultMode?: string;
}

/** For whom a policy is put together. */
export interface PolicyPlace {
  /** Where the session was started; absolute. */
  readonly cwd: string;
  readonly home: string;
  readonly version: AgentVersion | undefined;
  /** Was the workspace trusted? https://code.claude.com/docs/en/permissions#project-allow-rules-and-workspace-trust */
  readonly trusted: boolean;
}

/**
 * Merges settings as Claude Code does: rules of every scope together, single values from the strongest source.
 * https://code.claude.com/docs/en/permissions#settings-precedence
 */
export function compilePolicy(given: readonly SettingsSource[], place: PolicyPlace): Policy {
  const sources = [...given].sort(
    (a, b) => settingsScopes.indexOf(a.scope) - settingsScopes.indexOf(b.scope),
  );
  const managed = sources.filter(({ scope }) => scope === 'managed');
  const managedOnly = managed.some(({ settings }) => settings.managedRulesOnly);
  const { rules, ignored } = compileRules(sources, { ...place, managedOnly });
  const modes = sources.flatMap(({ scope, settings }) => startMode(scope, settings));
  return {
    rules,
    ignored,
    additional: sources
      .filter(({ scope }) => scope !== 'project' || place.trusted)
      .flatMap(({ settings }) => settings.additionalDirectories),
    bypassDisabled: sources.some(({ settings }) => settings.bypassDisabled),
    autoDisabled: sources.some(({ settings }) => settings.autoDisabled),
    sandboxedBash: sources.some(({ settings }) => settings.sandboxedBash),
    unsandboxed: sources.flatMap(({ settings }) => settings.unsandboxed),
    versionRefused: managed.some(({ settings }) => refuses(settings, place.version)),
    ...(modes[0] !== undefined && { defaultMode: modes[0] }),
  };
}

interface CompilePlace extends PolicyPlace {
  readonly managedOnly: boolean;
}

function compileRules(sources: readonly SettingsSource[], place: CompilePlace) {
  const rules: Record<Behavior, CompiledRule[]> = { deny: [], ask: [], allow: [] };
  const ignored: IgnoredRule[] = [];
  for (const { scope, anchor, settings } of sources) {
    for (const behavior of behaviors) {
      for (const text of settings[behavior]) {
        const read = parseRule(text);
        const rule: Rule | undefined = read && { text, behavior, scope, anchor, ...read };
        const compiled = rule ? (heldBack(rule, place) ?? compileRule(rule, place)) : 'no-rule';
        if (typeof compiled === 'string') ignored.push({ text, behavior, scope, reason: compiled });
        else if (rule) rules[behavior].push({ rule, coverage: compiled });
      }
    }
  }
  return { rules, ignored };
}

function heldBack(
  { scope, behavior }: Rule,
  { managedOnly, trusted }: CompilePlace,
): IgnoredReason | undefined {
  if (managedOnly && scope !== 'managed') return 'not-managed';
  return scope === 'project' && behavior === 'allow' && !trusted ? 'untrusted' : undefined;
}

/** `auto` does not take effect from a repository's own files. */
function startMode(scope: SettingsScope, { defaultMode }: PermissionSettings): string[] {
  if (defaultMode === undefined) return [];
  if (defaultMode === 'auto' && (scope === 'project' || scope === 'local')) return [];
  return [defaultMode === 'manual' ? 'default' : defaultMode];
}

function refuses(
  { minimumVersion, maximumVersion }: PermissionSettings,
  version: AgentVersion | undefined,
): boolean {
  const [floor, ceiling] = [parseAgentVersion(minimumVersion), parseAgentVersion(maximumVersion)];
  if (!version) return false;
  if (floor && compareAgentVersions(version, floor) < 0) return true;
  return ceiling !== undefined && compareAgentVersions(version, ceiling) > 0;
}
