import type { Agent } from './agent.ts';

export const grok: Agent = {
  id: 'grok',
  name: 'Grok CLI',
  documentation: 'https://docs.x.ai/build/overview',
  programs: ['grok'],
  folders: ['.grok'],
  movedBy: { GROK_HOME: '.grok' },
  stores: [
    {
      base: 'home',
      paths: ['.grok/sessions/*/*/chat_history.jsonl'],
      session: 'folder',
      isRead: true,
      ledger: {
        reads: 'calls with their words; exit codes where the words begin with one',
        leavesOut:
          'the mode and times, which no record tells; without an exit code what became of a call is `unknown`; `updates.jsonl`, `summary.json`, `signals.json`',
      },
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
    {
      base: 'home',
      paths: ['.grok/sessions/*/*/updates.jsonl'],
      session: 'folder',
      unless: 'chat_history.jsonl',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  unattended: {
    flags: ['--always-approve', '--yolo'],
    values: { '--permission-mode': ['bypassPermissions', 'always-approve'] },
    ownSettings: {
      files: /\/\.grok\/config\.toml$/,
      settings: {
        'ui.permission_mode': ['always-approve'],
        'ui.approval_mode': ['always-approve'],
        'ui.yolo': ['true'],
      },
    },
    source: 'https://docs.x.ai/build/features/permissions',
  },
  credentials: [{ paths: ['.grok/auth.json'] }],
};
