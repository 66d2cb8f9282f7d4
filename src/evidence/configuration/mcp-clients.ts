import { claudeClients } from './claude-clients.ts';
import type { ConfigurationPlace } from './configuration-place.ts';
import { editorClients } from './editor-clients.ts';
import { terminalClients } from './terminal-clients.ts';

/** A program that starts MCP servers, and every file in which it looks for them. */
export interface McpClient {
  readonly name: string;
  /** Where the places are documented; client registries of other tools where the vendor is silent. */
  readonly documentation: string;
  readonly places: readonly ConfigurationPlace[];
}

/** Every client that is known. A new one is one entry. */
export const mcpClients: readonly McpClient[] = [...claudeClients, ...editorClients, ...terminalClients];
