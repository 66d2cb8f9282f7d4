import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

/** The agent of JetBrains; the command line keeps its sessions below the home. */
export const junie: Agent = {
  id: 'junie',
  name: 'Junie',
  documentation: 'https://junie.jetbrains.com/docs/',
  programs: ['junie'],
  folders: ['.junie'],
  stores: [
    {
      base: 'home',
      paths: ['.junie/sessions/*/events.jsonl'],
      session: 'folder',
      source: 'https://junie.jetbrains.com/docs/junie-cli.html',
    },
  ],
  commits: { addresses: ['junie@jetbrains.com'], source: 'https://junie.jetbrains.com/docs/' },
  mcp: {
    documentation: 'https://www.jetbrains.com/help/junie/model-context-protocol-mcp.html',
    places: [...user('.junie/mcp/mcp.json', 'mcpServers'), ...project('.junie/mcp/mcp.json', 'mcpServers')],
  },
};
