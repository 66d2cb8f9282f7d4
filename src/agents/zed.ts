import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

export const zed: Agent = {
  id: 'zed',
  name: 'Zed',
  documentation: 'https://zed.dev/docs/ai/agent-panel',
  programs: [],
  packages: { homebrew: ['zed'] },
  folders: [],
  configuration: ['.zed/settings.json'],
  stores: [
    {
      base: 'home',
      paths: [
        '.local/share/zed/threads/threads.db',
        'Library/Application Support/Zed/threads/threads.db',
        'AppData/Local/Zed/threads/threads.db',
      ],
      session: 'database',
      // Threads are packed; every row names how.
      looks: /zstd|"messages"\s*:/,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  mcp: {
    documentation: 'https://zed.dev/docs/ai/mcp',
    places: [
      ...user(['.config/zed/settings.json', 'AppData/Roaming/Zed/settings.json'], 'context_servers'),
      ...project('.zed/settings.json', 'context_servers'),
    ],
  },
};
