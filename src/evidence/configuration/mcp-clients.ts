import type { McpPlaces } from '../../agents/agent.ts';
import { agents } from '../../agents/index.ts';
import { chatClients } from './chat-clients.ts';
import { type ConfigurationPlace, configurationPlace } from './configuration-place.ts';

/** A program that starts MCP servers, and every file in which it looks for them. */
export interface McpClient {
  readonly name: string;
  /** Where the places are documented; client registries of other tools where the vendor is silent. */
  readonly documentation: string;
  readonly places: readonly ConfigurationPlace[];
}

const ofAgents = agents.flatMap(({ id, mcp }) => (mcp ? [{ client: id, ...mcp }] : []));

/** Every client that is known: each agent that has places for servers, and programs that are no agents. */
export const mcpClients: readonly McpClient[] = [...ofAgents, ...chatClients].map(clientOf);

function clientOf({ client, documentation, places }: McpPlaces & { readonly client: string }): McpClient {
  return { name: client, documentation, places: places.map(configurationPlace) };
}
