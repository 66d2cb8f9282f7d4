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
      paths: ['.qwen/projects/*/chats/*.jsonl', '.qwen/tmp/*/chats/session-*.json*'],
      session: 'file',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
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
  credentials: [{ paths: ['.qwen/oauth_creds.json'] }],
  mcp: {
    documentation: 'https://github.com/QwenLM/qwen-code',
    places: [...user('.qwen/settings.json', 'mcpServers'), ...project('.qwen/settings.json', 'mcpServers')],
  },
};
