import type { Level } from '../level.ts';
import { otherAgentWording } from './other-agent-wording.ts';

/** One way to switch permission prompts off. */
export interface Route {
  /** Whose prompts. */
  readonly agent: string;
  /** What it does, for the reader of a finding. */
  readonly says: string;
  /** Level on a machine with neither guard nor isolation. */
  readonly level: Level;
  /** The page that explains it. */
  readonly documentation: string;
  /** Where it stands in a text; global. Routes with the same wording share a pattern. */
  readonly pattern: RegExp;
}

const manual = 'https://code.claude.com/docs/en';
const bypassWord = /bypass_?permissions(?!ModeAccepted)/gi;

/**
 * Every way for Claude Code: https://code.claude.com/docs/en/permission-modes,
 * https://code.claude.com/docs/en/cli-reference, https://code.claude.com/docs/en/settings-reference,
 * https://code.claude.com/docs/en/vs-code, https://code.claude.com/docs/en/sub-agents.
 */
export const routes = {
  'skip-permissions-flag': {
    agent: 'claude',
    documentation: `${manual}/permission-modes`,
    says: 'starts the agent with every permission prompt off',
    level: 'high',
    pattern: /(?<!allow-)dangerously-skip-permissions/g,
  },
  'bypass-mode-flag': {
    agent: 'claude',
    documentation: `${manual}/permission-modes`,
    says: 'starts the agent in the mode bypassPermissions',
    level: 'high',
    pattern: bypassWord,
  },
  'allow-skip-permissions-flag': {
    agent: 'claude',
    documentation: `${manual}/cli-reference`,
    says: 'lets the session switch to the mode bypassPermissions, does not start in it',
    level: 'medium',
    pattern: /allow-dangerously-skip-permissions/g,
  },
  'blanket-tools-flag': {
    agent: 'claude',
    documentation: `${manual}/permissions`,
    says: 'allows every shell command, or every tool, without a prompt',
    level: 'medium',
    pattern: /--allowed-?[tT]ools/g,
  },
  'prompt-tool-flag': {
    agent: 'claude',
    documentation: `${manual}/cli-reference`,
    says: 'lets a program answer the permission prompts',
    level: 'low',
    pattern: /permission-prompt-tool/g,
  },
  'default-mode-setting': {
    agent: 'claude',
    documentation: `${manual}/settings`,
    says: 'starts every session in the mode bypassPermissions',
    level: 'high',
    pattern: bypassWord,
  },
  'blanket-allow-rule': {
    agent: 'claude',
    documentation: `${manual}/permissions`,
    says: 'allows every shell command, or every tool, without a prompt',
    level: 'medium',
    pattern: /"(?:Bash(?:\((?:\*|:\*)\))?|\*)"/g,
  },
  'skip-warning-setting': {
    agent: 'claude',
    documentation: `${manual}/settings`,
    says: 'skips the warning before the mode bypassPermissions: someone on this account has accepted it',
    level: 'medium',
    pattern: /skipDangerousModePermissionPrompt/g,
  },
  'bypass-accepted-state': {
    agent: 'claude',
    documentation: `${manual}/settings`,
    says: 'records that someone on this account has accepted the mode bypassPermissions',
    level: 'medium',
    pattern: /bypassPermissionsModeAccepted/g,
  },
  'editor-allow-setting': {
    agent: 'claude',
    documentation: `${manual}/vs-code`,
    says: 'lets sessions of the editor switch to the mode bypassPermissions',
    level: 'medium',
    pattern: /allowDangerouslySkipPermissions/g,
  },
  'editor-mode-setting': {
    agent: 'claude',
    documentation: `${manual}/vs-code`,
    says: 'starts sessions of the editor in the mode bypassPermissions',
    level: 'high',
    pattern: bypassWord,
  },
  'sdk-mode-option': {
    agent: 'claude',
    documentation: `${manual}/agent-sdk/permissions`,
    says: 'starts the agent from a program in the mode bypassPermissions',
    level: 'high',
    pattern: bypassWord,
  },
  'sdk-allow-option': {
    agent: 'claude',
    documentation: `${manual}/agent-sdk/permissions`,
    says: 'lets a program start the agent in the mode bypassPermissions',
    level: 'medium',
    pattern: /allow_?dangerously_?skip_?permissions/gi,
  },
  'agent-frontmatter': {
    agent: 'claude',
    documentation: `${manual}/sub-agents`,
    says: 'runs a subagent in the mode bypassPermissions',
    level: 'high',
    pattern: bypassWord,
  },
  'trust-variable': {
    agent: 'claude',
    documentation: `${manual}/permission-modes`,
    says: 'skips the question whether the folder is trusted (undocumented)',
    level: 'medium',
    pattern: /CLAUDE_CODE_SANDBOXED/g,
  },
  'removal-prompt-variable': {
    agent: 'claude',
    documentation: `${manual}/permission-modes`,
    says: 'removes the last prompt of the mode bypassPermissions, before critical paths are deleted (undocumented)',
    level: 'high',
    pattern: /CLAUDE_CODE_EVEN_MORE_DANGEROUSLY_SKIP_PERMISSIONS/g,
  },
  'browser-prompt-variable': {
    agent: 'claude',
    documentation: `${manual}/permission-modes`,
    says: 'skips the permission checks of the browser tool (undocumented)',
    level: 'medium',
    pattern: /skip_all_permission_checks/g,
  },
  'other-agent-flag': {
    agent: 'other',
    documentation: 'https://attack.mitre.org/techniques/T1562/001/',
    says: 'starts another agent with its prompts off',
    level: 'high',
    pattern: otherAgentWording,
  },
  'other-agent-setting': {
    agent: 'other',
    documentation: 'https://attack.mitre.org/techniques/T1562/001/',
    says: 'switches the prompts of another agent off for its later sessions',
    level: 'high',
    pattern: otherAgentWording,
  },
  'is-sandbox-export': {
    agent: 'claude',
    documentation: `${manual}/sandboxing`,
    says: 'lets root start the agent with its prompts off',
    level: 'medium',
    pattern: /IS_SANDBOX/g,
  },
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof routes;
