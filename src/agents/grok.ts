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
      paths: ['updates', 'chat_history'].map((name) => `.grok/sessions/*/*/${name}.jsonl`),
      session: 'folder',
      isRead: true,
      ledger: {
        reads:
          'of `updates.jsonl` times, exit codes, refusals, what runs on in the background, turns that were rewound; of `chat_history.jsonl`, which a compaction shortens, what the updates do not have: calls with their words, exit codes where the words begin with one',
        leavesOut:
          'the mode, which no record of a call tells; of `chat_history.jsonl` times, and without an exit code what became of a call (`unknown`); subagents, whose sessions are of their own; tokens; `summary.json`, `signals.json`, `events.jsonl`, `rewind_points.jsonl`',
      },
      source: 'https://github.com/xai-org/grok-build',
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
