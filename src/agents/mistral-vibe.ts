import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

export const mistralVibe: Agent = {
  id: 'mistral-vibe',
  name: 'Mistral Vibe',
  documentation: 'https://github.com/mistralai/mistral-vibe',
  programs: ['vibe'],
  packages: { pypi: ['mistral-vibe'], homebrew: ['mistral-vibe'] },
  folders: ['.vibe'],
  movedBy: { VIBE_HOME: '.vibe' },
  stores: [
    {
      base: 'home',
      paths: ['.vibe/logs/session/*/messages.jsonl', '.vibe/logs/session/*.json'],
      session: 'file',
      isRead: true,
      ledger: {
        reads: 'the folder, the branch, exit codes, refusals, what an edit put in the place of what',
        leavesOut:
          'the mode and times of calls, which no record tells; subagents, which have folders of their own; tokens',
      },
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  unattended: {
    flags: ['--auto-approve'],
    // A prompt on the command line chooses the agent `auto-approve`, unless another one is named.
    values: { '--agent': ['auto-approve'], '-p': [/./s], '--prompt': [/./s] },
    containment: {
      settings: ['--agent'],
      leaves: { default: 'nothing', plan: 'nothing', 'accept-edits': 'nothing' },
      unsaid: 'high',
    },
    source: 'https://github.com/mistralai/mistral-vibe/blob/main/vibe/cli/entrypoint.py',
  },
  commits: { addresses: ['vibe@mistral.ai'], source: 'https://github.com/mistralai/mistral-vibe' },
  credentials: [{ paths: ['.vibe/.env'] }],
  mcp: {
    documentation: 'https://github.com/mistralai/mistral-vibe',
    places: [...user('.vibe/config.toml', 'mcp_servers'), ...project('.vibe/config.toml', 'mcp_servers')],
  },
};
