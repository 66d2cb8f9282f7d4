import type { McpPlaces } from '../../agents/agent.ts';
import { agents } from '../../agents/index.ts';
import { chatClients } from './chat-clients.ts';
import { configurationPlace } from './configuration-place.ts';
import type { McpClient } from './mcp-client.ts';

const ofAgents = agents.flatMap(({ id, mcp }) => (mcp ? [{ client: id, ...mcp }] : []));

/** Every client that is known: each agent that has places for servers, and programs that are no agents. */
export const mcpClients: readonly McpClient[] = [...ofAgents, ...chatClients].map(clientOf);

function clientOf({ client, documentation, places }: McpPlaces & { readonly client: string }): McpClient {
  return { name: client, documentation, places: places.map(configurationPlace) };
}
