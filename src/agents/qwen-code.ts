import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

export const qwenCode: Agent = {
  id: 'qwen-code',
  name: 'Qwen Code',
  short: 'qwen',
  documentation: 'https://qwenlm.github.io/qwen-code-docs/',
  programs: ['qwen'],
  packages: { npm: ['@qwen-code/qwen-code'], homebrew: ['qwen-code'] },
  folders: ['.qwen'],
  configuration: ['QWEN.md'],
  stores: [
    {
      base: 'home',
      paths: ['session-*.json', 'session-*.jsonl', '*/*.json'].map((name) => `.qwen/tmp/*/chats/${name}`),
      session: 'file',
      isRead: true,
      ledger: {
        reads:
          'what is read of Gemini CLI, whose form early versions have; of later ones (`projects/`) the mode where it was changed, refusals, exit codes, the contents of files before and after an edit',
        leavesOut:
          'the mode at the start; subagents, whose conversations lie in files of their own; `file-history/`',
      },
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
    {
      base: 'home',
      paths: ['.qwen/projects/*/chats/*.jsonl'],
      session: 'file',
      isRead: true,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: ['.qwen/tmp/*/logs.json'],
      looks: /"type"\s*:\s*"user"/,
      source: 'https://github.com/QwenLM/qwen-code/blob/main/packages/core/src/core/logger.ts',
    },
  ],
  unattended: {
    flags: ['--yolo', '-y'],
    values: { '--approval-mode': ['yolo'] },
    ownSettings: {
      files: /\/\.qwen\/settings\.json$/,
      settings: {
        'tools.approvalMode': ['yolo'],
        approvalMode: ['yolo'],
        'tools.allowed': [/^(?:run_shell_command|ShellTool)$/],
      },
    },
    source: 'https://qwenlm.github.io/qwen-code-docs/en/users/features/approval-mode/',
  },
  guards: [
    {
      base: 'home',
      paths: ['.qwen/settings.json'],
      scope: 'user',
      format: 'json',
      settings: [
        {
          keys: ['tools', 'approvalMode'],
          values: [
            { is: 'yolo', loosens: true, meaning: 'nothing is asked' },
            { is: /auto[-_]edit/, loosens: true, meaning: 'changes of files are not asked for' },
            { is: /plan|default/, loosens: false, meaning: 'commands and changes are asked for' },
          ],
        },
      ],
      source: 'https://qwenlm.github.io/qwen-code-docs/en/users/configuration/settings/',
    },
  ],
  commits: {
    addresses: ['qwen-coder@alibabacloud.com'],
    source: 'https://qwenlm.github.io/qwen-code-docs/en/users/configuration/settings/',
  },
  credentials: [{ paths: ['.qwen/oauth_creds.json'] }],
  mcp: {
    documentation: 'https://github.com/QwenLM/qwen-code',
    places: [...user('.qwen/settings.json', 'mcpServers'), ...project('.qwen/settings.json', 'mcpServers')],
  },
};
