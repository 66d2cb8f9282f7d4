import type { Agent, GuardSetting } from './agent.ts';
import { project, system, user } from './mcp-places.ts';

const answers = [
  { is: 'allow', loosens: true, meaning: 'is not asked for; a project’s settings go before the user’s' },
  { is: 'ask', loosens: false, meaning: 'is asked for' },
  { is: 'deny', loosens: false, meaning: 'does not run' },
];
const guardSettings: readonly GuardSetting[] = [
  ['permission'],
  ['permission', '*'],
  ['permission', '*', '*'],
  ['agent', '*', 'permission'],
  ['agent', '*', 'permission', '*'],
  ['agent', '*', 'permission', '*', '*'],
].map((keys) => ({ keys, values: answers }));

/** Settings by which it, and what is built on it, asks for no shell command. */
export const openCodePermissions = {
  permission: ['allow'],
  'permission.bash': ['allow'],
  'permission.*': ['allow'],
  'permission.bash.*': ['allow'],
  'agent.**.permission.bash': ['allow'],
} as const;

export const opencode: Agent = {
  id: 'opencode',
  name: 'OpenCode',
  documentation: 'https://opencode.ai/docs/',
  programs: ['opencode'],
  packages: { npm: ['opencode-ai'], homebrew: ['opencode'] },
  installations: [{ base: 'home', path: '.opencode/bin/opencode', channel: 'binary' }],
  folders: ['.config/opencode', '.opencode'],
  configuration: ['opencode.json', 'opencode.jsonc'],
  movedBy: {
    OPENCODE_DB: '.local/share/opencode/opencode.db',
    CLAUDE_CONFIG_DIR: '.claude',
  },
  stores: [
    {
      base: 'home',
      paths: ['.local/share/opencode/opencode.db', '.local/share/opencode/opencode-*.db'],
      session: 'database',
      looks: /ses_[0-9a-zA-Z]{10}/,
      isRead: true,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/opencode.go',
    },
    {
      base: 'home',
      paths: ['.local/share/opencode/storage/session/*/ses_*.json'],
      session: 'file',
      isRead: true,
      ledger: {
        seen: 'exports of 1.2.20 to 1.2.26 (2026-03)',
        reads: 'exit codes, refusals, subagents, the difference of an edit, tokens',
        leavesOut:
          'the mode, which no record tells; the snapshots in `snapshot/`. Of the database (`opencode.db`) and of the older files (`storage/`) no real one was at hand: their records are those of exports',
      },
      looks: /^\{\s*"info"\s*:\s*\{\s*"id"\s*:\s*"ses_/,
      source: 'https://opencode.ai/docs/troubleshooting/',
    },
    {
      // Written by the plugin oh-my-opencode.
      base: 'home',
      paths: ['.claude', '.claude*', '.config/claude'].map((folder) => `${folder}/transcripts/**/*.jsonl`),
      session: 'file',
      source:
        'https://github.com/code-yeongyu/oh-my-opencode/blob/dev/src/hooks/claude-code-hooks/transcript.ts',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: ['message/*/msg_*.json', 'part/*/prt_*.json'].map(
        (file) => `.local/share/opencode/storage/${file}`,
      ),
      looks: /ses_[0-9a-zA-Z]{10}/,
      source: 'https://opencode.ai/docs/troubleshooting/',
    },
    {
      base: 'home',
      paths: ['.local/state/opencode/prompt-history.jsonl'],
      looks: /"input"\s*:/,
      source:
        'https://github.com/anomalyco/opencode/blob/dev/packages/opencode/src/cli/cmd/tui/component/prompt/history.tsx',
    },
  ],
  unattended: {
    flags: ['--auto'],
    settings: {
      OPENCODE_PERMISSION: [
        'allow',
        '"allow"',
        /^\s*\{.*"(?:\*|bash)"\s*:\s*(?:"allow"|\{\s*"\*"\s*:\s*"allow"\s*\}).*\}\s*$/,
      ],
      OPENCODE_CONFIG_CONTENT: [
        /^\s*\{.*"permission"\s*:\s*(?:"allow"|\{.*"(?:\*|bash)"\s*:\s*(?:"allow"|\{\s*"\*"\s*:\s*"allow")).*\}\s*$/,
      ],
    },
    ownSettings: {
      files: /(?:^|\/)\.?opencode\.jsonc?$|\/\.?opencode\/(?:opencode|config)\.jsonc?$/,
      settings: openCodePermissions,
    },
    source: 'https://opencode.ai/docs/permissions',
  },
  guards: [
    {
      base: 'home',
      paths: ['.config/opencode/opencode.json', '.config/opencode/opencode.jsonc'],
      scope: 'user',
      format: 'json',
      settings: guardSettings,
      source: 'https://opencode.ai/docs/permissions/',
    },
    {
      base: 'project',
      paths: ['opencode.json', 'opencode.jsonc', '.opencode/opencode.json', '.opencode/opencode.jsonc'],
      scope: 'project',
      format: 'json',
      settings: guardSettings,
      source: 'https://opencode.ai/docs/permissions/',
    },
    {
      base: 'system',
      paths: [
        '/etc/opencode/opencode.json',
        '/Library/Application Support/opencode/opencode.json',
        'C:/ProgramData/opencode/opencode.json',
      ],
      scope: 'managed',
      format: 'json',
      settings: guardSettings,
      source: 'https://opencode.ai/docs/permissions/',
    },
  ],
  commits: {
    addresses: ['noreply@opencode.ai'],
    source: 'https://github.com/anomalyco/opencode/blob/v0.3.0/packages/opencode/src/tool/bash.txt',
  },
  credentials: [{ paths: ['.local/share/opencode/auth.json'] }],
  mcp: {
    documentation: 'https://opencode.ai/docs/mcp-servers/',
    places: [
      ...user(['.config/opencode/opencode.json', '.config/opencode/opencode.jsonc'], 'mcp'),
      ...project(
        ['opencode.json', 'opencode.jsonc', '.opencode/opencode.json', '.opencode/opencode.jsonc'],
        'mcp',
      ),
      ...system(
        ['/etc/opencode/opencode.json', '/Library/Application Support/opencode/opencode.json'],
        'mcp',
      ),
    ],
  },
};
