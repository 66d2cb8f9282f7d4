import type { ProjectState } from '../evidence/configuration/claude-state.ts';
import type { ConfiguredServer } from '../evidence/configuration/read-servers.ts';
import type { PermissionSettings, SettingValue } from '../evidence/posture/read-permissions.ts';
import { toolName } from './tool-use.ts';

/** What the settings of Claude Code say about approval. */
export interface ApprovalFacts {
  readonly states: readonly ProjectState[];
  readonly settings: PermissionSettings;
}

/** A reason why nobody was asked; `blanket` where it covers more than this one server or tool. */
export interface Unasked {
  readonly reason: string;
  readonly blanket: boolean;
}

/**
 * Why a server may start, or its tools may run, without anyone being asked. A missing approval proves nothing:
 * sessions without a terminal ask nobody. https://code.claude.com/docs/en/mcp#project-scope
 */
export function unaskedReasons(
  server: ConfiguredServer,
  { states, settings }: ApprovalFacts,
): readonly Unasked[] {
  const own = server.autoApproved.length > 0;
  const entry = own
    ? [
        {
          reason: `the entry approves ${server.autoApproved.join(', ')}`,
          blanket: server.autoApproved.includes('*'),
        },
      ]
    : [];
  if (server.client !== 'claude-code') return entry;
  return [...entry, ...starts(server, { states, settings }), ...tools(server, settings)];
}

/** Only servers that a repository brings along need an approval to start. */
function starts(
  { scope, name, project }: ConfiguredServer,
  { states, settings }: ApprovalFacts,
): readonly Unasked[] {
  if (scope !== 'project') return [];
  const state = states.find(({ folder }) => folder === project);
  const counting = settings.values.filter(
    (value) => value.project === undefined || value.project === project,
  );
  const blanket = [
    ...(state?.approvesAllServers ? ['every server of the repository is approved for this project'] : []),
    ...isOn(counting, 'enableAllProjectMcpServers').map(
      ({ evidence }) => `${evidence.path} approves every server of a repository`,
    ),
    ...isOn(counting, 'skipDangerousModePermissionPrompt')
      .filter((value) => value.scope === 'user' || value.scope === 'managed')
      .map(() => 'sessions with permission prompts off start it unasked'),
  ];
  const named = state?.approvedServers.includes(name)
    ? ['somebody approved it by name for this project']
    : [];
  return [
    ...blanket.map((reason) => ({ reason, blanket: true })),
    ...named.map((reason) => ({ reason, blanket: false })),
  ];
}

function isOn(values: readonly SettingValue[], key: string): readonly SettingValue[] {
  return values.filter((value) => value.key === key && value.value === 'true');
}

function tools({ name, project }: ConfiguredServer, { rules }: PermissionSettings): readonly Unasked[] {
  const prefix = `mcp__${toolName(name)}`;
  return rules
    .filter((rule) => rule.list === 'allow' && (rule.project === undefined || rule.project === project))
    .filter(({ rule }) => rule === prefix || rule.startsWith(`${prefix}__`))
    .map(({ rule, evidence }) => ({
      reason: `${evidence.path} allows ${rule}`,
      blanket: rule === prefix || rule === `${prefix}__*`,
    }));
}
