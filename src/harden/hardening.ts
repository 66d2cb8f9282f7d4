import type { TargetSystem } from './target-system.ts';

/** What the organisation wants; every wish has a default. */
export interface HardeningWishes {
  /** Oldest Claude Code that may start. */
  readonly minimumVersion: string;
  /** What only managed settings may define. */
  readonly locks: readonly Lock[];
  readonly retentionDays: number;
  /** OpenTelemetry collector; absent: no telemetry is configured. */
  readonly telemetryEndpoint?: string;
  /** Start sessions in auto mode instead of asking for each call. */
  readonly autoMode: boolean;
  /** Permission rules to add, as `replay --suggest` writes them. */
  readonly rules: {
    readonly allow: readonly string[];
    readonly ask: readonly string[];
    readonly deny: readonly string[];
  };
  /** How the hook is started; absent: no hook. */
  readonly hookProgram?: string;
}

export const locks = ['hooks', 'mcp', 'rules', 'plugins'] as const;
type Lock = (typeof locks)[number];

/** One value of the managed settings, with why it is there. */
export interface HardenedKey {
  /** From the root of the settings. */
  readonly path: readonly string[];
  readonly value: unknown;
  readonly reason: string;
  /** First version of Claude Code that honours it, where the changelog names one. */
  readonly since?: string;
  /** Public document. */
  readonly documentation: string;
}

const reference = 'https://code.claude.com/docs/en/settings-reference';

/** Every value that the wishes come to on a system. */
export function hardenedKeys(
  wishes: HardeningWishes,
  system: TargetSystem,
  policyPath: string,
): readonly HardenedKey[] {
  return [
    key('permissions.disableBypassPermissionsMode', 'disable', {
      reason:
        'nobody enters bypassPermissions: not by flag, settings, hook or, from 2.1.223, an agent definition',
      anchor: 'permissions-disablebypasspermissionsmode',
    }),
    key('requiredMinimumVersion', wishes.minimumVersion, {
      reason:
        'older versions ignore part of this policy and let a repository start a session in bypassPermissions',
      since: '2.1.163',
      anchor: 'requiredminimumversion',
    }),
    key('cleanupPeriodDays', wishes.retentionDays, {
      reason: 'transcripts are the evidence of an incident and are deleted after 30 days by default',
      since: '0.2.117',
      anchor: 'cleanupperioddays',
    }),
    ...lockKeys(wishes.locks),
    ...telemetryKeys(wishes.telemetryEndpoint),
    ...(wishes.autoMode ? [autoModeKey] : []),
    ...ruleKeys(wishes.rules),
    ...(wishes.hookProgram === undefined ? [] : [hookKey(wishes.hookProgram, system, policyPath)]),
    ...(system === 'windows' ? [wslKey] : []),
  ];
}

interface About {
  readonly reason: string;
  readonly since?: string;
  readonly anchor: string;
}

function key(path: string, value: unknown, { reason, since, anchor }: About): HardenedKey {
  const documentation = `${reference}#${anchor}`;
  return { path: path.split('.'), value, reason, ...(since !== undefined && { since }), documentation };
}

const lockTable: Readonly<Record<Lock, HardenedKey>> = {
  hooks: key('allowManagedHooksOnly', true, {
    reason: 'hooks of users and repositories run code before anything is asked, and can approve calls',
    anchor: 'allowmanagedhooksonly',
  }),
  mcp: key('allowManagedMcpServersOnly', true, {
    reason: 'only servers of the managed allowlist connect',
    anchor: 'allowmanagedmcpserversonly',
  }),
  rules: key('allowManagedPermissionRulesOnly', true, {
    reason: 'permission rules of users and repositories, and --allowedTools, are ignored',
    anchor: 'allowmanagedpermissionrulesonly',
  }),
  plugins: key('disableSideloadFlags', true, {
    reason: '--plugin-dir, --plugin-url, --agents and --mcp-config are refused',
    since: '2.1.193',
    anchor: 'disablesideloadflags',
  }),
};

function lockKeys(wanted: readonly Lock[]): readonly HardenedKey[] {
  return locks.filter((lock) => wanted.includes(lock)).map((lock) => lockTable[lock]);
}

/** https://code.claude.com/docs/en/monitoring-usage */
function telemetryKeys(endpoint: string | undefined): readonly HardenedKey[] {
  if (endpoint === undefined) return [];
  const variables = {
    CLAUDE_CODE_ENABLE_TELEMETRY: '1',
    OTEL_LOGS_EXPORTER: 'otlp',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_LOG_TOOL_DETAILS: '1',
  };
  return Object.entries(variables).map(([name, value]) => ({
    path: ['env', name],
    value,
    reason: 'tool decisions, results and changes of the permission mode leave the machine as they happen',
    since: '2.1.157',
    documentation: 'https://code.claude.com/docs/en/monitoring-usage',
  }));
}

const autoModeKey = key('permissions.defaultMode', 'auto', {
  reason: 'legitimate users keep working without prompts, behind a classifier instead of behind nothing',
  since: '2.1.142',
  anchor: 'permissions-defaultmode',
});

const wslKey = key('wslInheritsWindowsSettings', true, {
  reason: 'sessions in WSL on this machine stand under the same policy',
  since: '2.1.118',
  anchor: 'wslinheritswindowssettings',
});

function ruleKeys(rules: HardeningWishes['rules']): readonly HardenedKey[] {
  return (['deny', 'ask', 'allow'] as const).flatMap((list) => {
    if (rules[list].length === 0) return [];
    const reason = `rules that were tried on recorded sessions: ${list}`;
    return [key(`permissions.${list}`, rules[list], { reason, anchor: `permissions-${list}` })];
  });
}

/**
 * A hook that cannot start, or ends with any code but 2, lets the call through; so its shell turns every failure
 * into 2. https://code.claude.com/docs/en/hooks#exit-code-output
 */
function hookKey(program: string, system: TargetSystem, policyPath: string): HardenedKey {
  const command =
    system === 'windows'
      ? `${program} --policy "${policyPath}" --log "$env:LOCALAPPDATA\\yolo-triage\\decisions.ndjson"; if ($LASTEXITCODE -ne 0) { exit 2 }`
      : `${program} --policy '${policyPath}' --log "$HOME/.local/state/yolo-triage/decisions.ndjson" || exit 2`;
  const handler = {
    type: 'command',
    command,
    timeout: 30,
    ...(system === 'windows' && { shell: 'powershell' }),
  };
  return {
    path: ['hooks', 'PreToolUse'],
    value: [{ matcher: '*', hooks: [handler] }],
    reason:
      'holds in every mode: deletes outside the project, writes to credentials, code from the network; users cannot switch it off',
    since: '2.1.49',
    documentation: 'https://code.claude.com/docs/en/hooks#pretooluse',
  };
}
