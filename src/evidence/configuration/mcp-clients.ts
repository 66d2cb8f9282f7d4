import { claudeClients } from './claude-clients.ts';
import { editorClients } from './editor-clients.ts';
import type { McpClient } from './mcp-client.ts';
import { terminalClients } from './terminal-clients.ts';

/** Every client that is known. A new one is one entry. */
export const mcpClients: readonly McpClient[] = [...claudeClients, ...editorClients, ...terminalClients];
