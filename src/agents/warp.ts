import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

const databases = [
  'Library/Group Containers/*/Library/Application Support/dev.warp.Warp-Stable/warp.sqlite',
  '.local/state/warp-terminal/warp.sqlite',
  'AppData/Local/warp/Warp/data/warp.sqlite',
];

/** A terminal with an agent in it. */
export const warp: Agent = {
  id: 'warp',
  name: 'Warp',
  documentation: 'https://docs.warp.dev/agents/using-agents',
  programs: [],
  packages: { homebrew: ['warp'] },
  installations: [{ base: 'system', path: '/Applications/Warp.app', channel: 'app' }],
  folders: ['.warp'],
  stores: [
    {
      base: 'home',
      paths: databases,
      session: 'database',
      looks: /"conversation_id"\s*:|"ActionResult"/,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  commits: {
    addresses: ['oz-agent@warp.dev', 'agent@warp.dev'],
    source: 'https://docs.warp.dev/agents/using-agents',
  },
  mcp: {
    documentation: 'https://docs.warp.dev/knowledge-and-collaboration/mcp',
    places: [
      ...user(['.warp/.mcp.json', '.agents/.mcp.json'], [['mcpServers'], []]),
      ...project(['.warp/.mcp.json', '.agents/.mcp.json'], [['mcpServers'], []]),
    ],
  },
};
