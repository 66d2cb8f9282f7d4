import type { McpPlaces } from '../../agents/agent.ts';
import { user } from '../../agents/mcp-places.ts';
import { appData } from '../../agents/paths.ts';

/** Programs that start MCP servers and are no coding agents. */
export const chatClients: readonly (McpPlaces & { readonly client: string })[] = [
  {
    client: 'lm-studio',
    documentation: 'https://lmstudio.ai/docs/app/mcp',
    places: user('.lmstudio/mcp.json', 'mcpServers'),
  },
  {
    client: 'boltai',
    documentation: 'https://docs.boltai.com/docs/plugins/mcp-servers',
    places: user('.boltai/mcp.json', 'mcpServers'),
  },
  {
    client: 'witsy',
    documentation: 'https://github.com/nbonamy/witsy',
    places: user(appData('Witsy/settings.json'), 'mcpServers'),
  },
];
