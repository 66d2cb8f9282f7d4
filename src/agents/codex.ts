import type { Agent, GuardSetting } from './agent.ts';
import { project, system, user } from './mcp-places.ts';

const policies = [
  {
    is: 'never',
    loosens: true,
    meaning: 'nothing is asked; an option of the command line, a profile and requirements.toml go before it',
  },
  {
    is: 'on-failure',
    loosens: true,
    meaning: 'asks only to run again without the sandbox what failed in it',
  },
  { is: 'untrusted', loosens: false, meaning: 'asks before everything that is not known to be harmless' },
];
const sandboxes = [
  { is: 'danger-full-access', loosens: true, meaning: 'commands run without a sandbox' },
  { is: 'read-only', loosens: false, meaning: 'commands can write nothing' },
];
const guardSettings: readonly GuardSetting[] = [
  { keys: ['approval_policy'], values: policies },
  { keys: ['profiles', '*', 'approval_policy'], values: policies },
  { keys: ['sandbox_mode'], values: sandboxes },
  { keys: ['profiles', '*', 'sandbox_mode'], values: sandboxes },
  {
    keys: ['sandbox_workspace_write', 'network_access'],
    values: [{ is: 'true', loosens: true, meaning: 'the sandbox lets commands into the network' }],
  },
  {
    keys: ['projects', '*', 'trust_level'],
    values: [
      { is: 'trusted', loosens: true, meaning: 'settings, hooks and rules of this project count' },
      { is: 'untrusted', loosens: false, meaning: 'settings of this project do not count' },
    ],
  },
];

/** Command line, desktop application and editor extension write the same files. */
export const codex: Agent = {
  id: 'codex',
  name: 'Codex CLI',
  documentation: 'https://developers.openai.com/codex/cli',
  programs: ['codex'],
  packages: { npm: ['@openai/codex'], homebrew: ['codex'] },
  extensions: ['openai.chatgpt'],
  folders: ['.codex'],
  configuration: ['AGENTS.md', 'AGENTS.override.md'],
  movedBy: { CODEX_HOME: '.codex' },
  stores: [
    {
      base: 'home',
      paths: ['sessions/**', 'archived_sessions'].flatMap((folder) =>
        ['.jsonl', '.jsonl.zst'].map((ending) => `.codex/${folder}/rollout-*${ending}`),
      ),
      session: 'file',
      isRead: true,
      ledger: {
        seen: '0.53, 0.80, 0.104, 0.106, 0.140, 0.142 (2025-10 to 2026-06)',
        reads:
          'mode of each turn, requests to leave the sandbox, exit codes, what runs on in the background, subagents, patches, tokens; items of turns (`item_completed`): prompts, and what a script of the tool `exec` ran, changed and called; `history.jsonl` for sessions that are missing',
        leavesOut:
          'searches and images, which are made at the provider (counted as `unclaimed`); what a script of the tool `exec` puts together while it runs, but for items of turns (a gap); `state_*.sqlite`, `logs_*.sqlite`. Of 0.46, of items of turns and of packed files (`.zst`) no real one was at hand',
      },
      looks: /^\{[^{]{0,200}"type"\s*:\s*"session_meta"/,
      source: 'https://github.com/openai/codex/blob/main/codex-rs/rollout/src/recorder.rs',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: ['.codex/session_index.jsonl', '.codex/state_*.sqlite', '.codex/log/codex-tui.log'],
      looks: /"thread_name"\s*:|rollout-\d{4}-|thread_id=|\b(?:ToolCall|FunctionCall): /,
      source: 'https://github.com/openai/codex/blob/main/codex-rs/rollout/src/session_index.rs',
    },
  ],
  unattended: {
    flags: ['--yolo'],
    ownFlags: ['--dangerously-bypass-approvals-and-sandbox', '--dangerously-bypass-hook-trust'],
    // `codex exec` asks nobody; in it, the option lets the sandbox write the workspace.
    subcommandFlags: { subcommands: ['exec', 'e'], flags: ['--full-auto'] },
    values: {
      '-a': ['never'],
      '--ask-for-approval': ['never'],
      '-s': ['danger-full-access'],
      '--sandbox': ['danger-full-access'],
    },
    // The last two are options of its library: https://developers.openai.com/codex/sdk
    settings: {
      approval_policy: ['never'],
      sandbox_mode: ['danger-full-access'],
      approvalPolicy: ['never'],
      sandboxMode: ['danger-full-access'],
    },
    lock: 'allowed_approval_policies and allowed_sandbox_modes in requirements.toml',
    settingOptions: ['-c', '--config'],
    actions: [
      {
        uses: 'openai/codex-action',
        inputs: { sandbox: ['danger-full-access'], 'safety-strategy': ['unsafe'] },
      },
    ],
    containment: {
      settings: ['-s', '--sandbox', 'sandbox_mode', 'sandboxMode', 'sandbox'],
      leaves: { 'read-only': 'nothing', 'workspace-write': 'medium', 'danger-full-access': 'high' },
      unsaid: 'medium',
    },
    source: 'https://developers.openai.com/codex/cli/reference',
  },
  guards: [
    {
      base: 'home',
      paths: ['.codex/config.toml'],
      scope: 'user',
      format: 'toml',
      settings: guardSettings,
      source: 'https://developers.openai.com/codex/config-reference',
    },
    {
      base: 'project',
      paths: ['.codex/config.toml'],
      scope: 'project',
      format: 'toml',
      settings: guardSettings,
      source: 'https://developers.openai.com/codex/config-reference',
    },
    {
      base: 'system',
      paths: ['/etc/codex/config.toml', '/etc/codex/managed_config.toml'],
      scope: 'managed',
      format: 'toml',
      settings: guardSettings,
      source: 'https://developers.openai.com/codex/config-reference',
    },
    {
      base: 'system',
      paths: ['/etc/codex/requirements.toml'],
      scope: 'managed',
      format: 'toml',
      settings: [
        {
          keys: ['allowed_approval_policies'],
          values: [
            { is: /.*/s, loosens: false, meaning: 'only these policies can be chosen, whatever else is set' },
          ],
        },
        {
          keys: ['allowed_sandbox_modes'],
          values: [
            {
              is: /.*/s,
              loosens: false,
              meaning: 'only these sandboxes can be chosen, whatever else is set',
            },
          ],
        },
      ],
      source: 'https://developers.openai.com/codex/enterprise/managed-configuration',
    },
  ],
  commits: {
    addresses: ['noreply@openai.com'],
    source: 'https://github.com/openai/codex/blob/main/codex-rs/core/src/commit_attribution.rs',
  },
  credentials: [{ paths: ['.codex/auth.json'] }],
  mcp: {
    documentation: 'https://github.com/openai/codex/blob/main/docs/config.md',
    places: [
      ...user('.codex/config.toml', 'mcp_servers'),
      ...project('.codex/config.toml', 'mcp_servers'),
      ...system(['/etc/codex/config.toml', 'C:/ProgramData/OpenAI/Codex/config.toml'], 'mcp_servers'),
    ],
  },
};
