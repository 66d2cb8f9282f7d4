import type { Agent, GuardSetting } from './agent.ts';
import { project, system, user } from './mcp-places.ts';

const modes = [
  { is: 'yolo', loosens: true, meaning: 'nothing is asked' },
  { is: 'auto_edit', loosens: true, meaning: 'changes of files are not asked for' },
  { is: 'plan', loosens: false, meaning: 'nothing is changed' },
];
/** Those of the system go before those of a project, and those before the user's. */
const guardSettings: readonly GuardSetting[] = [
  { keys: ['general', 'defaultApprovalMode'], values: modes },
  { keys: ['tools', 'approvalMode'], values: modes },
  {
    keys: ['tools', 'allowed', '*'],
    values: [{ is: /.*/s, loosens: true, meaning: 'this tool runs without being asked for' }],
  },
  {
    keys: ['mcpServers', '*', 'trust'],
    values: [{ is: 'true', loosens: true, meaning: 'tools of this server run without being asked for' }],
  },
  {
    keys: ['security', 'disableYoloMode'],
    values: [{ is: 'true', loosens: false, meaning: 'the mode yolo cannot be chosen, whatever else is set' }],
  },
  {
    keys: ['security', 'folderTrust', 'enabled'],
    values: [
      { is: 'true', loosens: false, meaning: 'settings of a project count once its folder is trusted' },
      { is: 'false', loosens: true, meaning: 'settings of every project count' },
    ],
  },
];

export const geminiCli: Agent = {
  id: 'gemini-cli',
  name: 'Gemini CLI',
  short: 'gemini',
  documentation: 'https://geminicli.com/docs/',
  programs: ['gemini'],
  packages: { npm: ['@google/gemini-cli'], homebrew: ['gemini-cli'] },
  folders: ['.gemini'],
  configuration: ['GEMINI.md'],
  movedBy: { GEMINI_CLI_HOME: '' },
  stores: [
    {
      base: 'home',
      paths: ['session-*', '*/*'].flatMap((name) =>
        ['.json', '.jsonl'].map((ending) => `.gemini/tmp/*/chats/${name}${ending}`),
      ),
      session: 'file',
      isRead: true,
      ledger: {
        seen: 'documents and journals of public repositories (2026-03 to 2026-08), which name no version; many of them hold no call',
        reads:
          'exit codes, refusals, subagents, the contents of files before and after an edit, tokens, calls that a rewind took back',
        leavesOut:
          'the mode, which no record tells; `checkpoints/`, `logs.json`, `shell_history`; the folder of a conversation without `.project_root` and `directories`',
      },
      looks: /^\s{0,10}\{\s{0,20}"sessionId"\s*:[^{}]{1,300}"projectHash"\s*:/,
      source:
        'https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/services/chatRecordingService.ts',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: ['.gemini/tmp/*/logs.json'],
      looks: /"type"\s*:\s*"user"/,
      source: 'https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/core/logger.ts',
    },
    {
      base: 'home',
      paths: ['.gemini/tmp/*/checkpoints/*.json'],
      looks: /"toolCall"\s*:/,
      source: 'https://geminicli.com/docs/cli/checkpointing/',
    },
  ],
  records: ['.gemini/tmp', '.gemini/history'],
  unattended: {
    flags: ['--yolo', '-y'],
    values: { '--approval-mode': ['yolo'] },
    lock: 'security.disableYoloMode in the system settings',
    ownSettings: {
      files: /\/\.gemini\/settings\.json$/,
      settings: {
        'general.defaultApprovalMode': ['yolo'],
        'tools.approvalMode': ['yolo'],
        'tools.allowed': [/^(?:run_shell_command|ShellTool)$/],
      },
    },
    source: 'https://geminicli.com/docs/cli/configuration',
  },
  guards: [
    {
      base: 'home',
      paths: ['.gemini/settings.json'],
      scope: 'user',
      format: 'json',
      settings: guardSettings,
      source: 'https://geminicli.com/docs/reference/configuration/',
    },
    {
      base: 'project',
      paths: ['.gemini/settings.json'],
      scope: 'project',
      format: 'json',
      settings: guardSettings,
      source: 'https://geminicli.com/docs/reference/configuration/',
    },
    {
      base: 'system',
      paths: [
        '/etc/gemini-cli/settings.json',
        '/Library/Application Support/GeminiCli/settings.json',
        'C:/ProgramData/gemini-cli/settings.json',
      ],
      scope: 'managed',
      format: 'json',
      settings: guardSettings,
      source: 'https://geminicli.com/docs/reference/configuration/',
    },
    {
      base: 'home',
      paths: ['.gemini/trustedFolders.json'],
      scope: 'user',
      format: 'json',
      settings: [
        {
          keys: ['*'],
          values: [
            {
              is: /TRUST_(?:FOLDER|PARENT)/,
              loosens: true,
              meaning: 'settings of projects in this folder count',
            },
            {
              is: 'DO_NOT_TRUST',
              loosens: false,
              meaning: 'settings of projects in this folder do not count',
            },
          ],
        },
      ],
      source: 'https://geminicli.com/docs/cli/trusted-folders/',
    },
  ],
  credentials: [{ paths: ['.gemini/oauth_creds.json', '.gemini/.env'] }],
  mcp: {
    documentation: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md',
    places: [
      ...user('.gemini/settings.json', 'mcpServers'),
      ...user('.gemini/extensions/*/gemini-extension.json', 'mcpServers', 'extension'),
      ...project('.gemini/settings.json', 'mcpServers'),
      ...system(
        [
          '/etc/gemini-cli/settings.json',
          '/Library/Application Support/GeminiCli/settings.json',
          'C:/ProgramData/gemini-cli/settings.json',
        ],
        'mcpServers',
      ),
    ],
  },
};
