import { project, system, user } from './configuration-place.ts';
import type { McpClient } from './mcp-client.ts';

/** Agents that run in a terminal. */
export const terminalClients: readonly McpClient[] = [
  {
    name: 'codex',
    documentation: 'https://github.com/openai/codex/blob/main/docs/config.md',
    places: [
      ...user('.codex/config.toml', 'mcp_servers'),
      ...project('.codex/config.toml', 'mcp_servers'),
      ...system(['/etc/codex/config.toml', 'C:/ProgramData/OpenAI/Codex/config.toml'], 'mcp_servers'),
    ],
  },
  {
    name: 'gemini-cli',
    documentation: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/tools/mcp-server.md',
    places: [
      ...user('.gemini/settings.json', 'mcpServers'),
      ...user('.gemini/extensions/*/gemini-extension.json', 'mcpServers', 'extension'),
      ...project('.gemini/settings.json', 'mcpServers'),
      ...system(
        [
          '/etc/gemini-cli/settings.json',
          '/Library/Application Support/GeminiCli/settings.json',
          'C:/ProgramData/gemini-cli/settings.json',
        ],
        'mcpServers',
      ),
    ],
  },
  {
    name: 'qwen-code',
    documentation: 'https://github.com/QwenLM/qwen-code',
    places: [...user('.qwen/settings.json', 'mcpServers'), ...project('.qwen/settings.json', 'mcpServers')],
  },
  {
    name: 'copilot-cli',
    documentation: 'https://docs.github.com/en/copilot/how-tos/use-copilot-agents/use-copilot-cli',
    places: user('.copilot/mcp-config.json', 'mcpServers'),
  },
  {
    name: 'amazon-q',
    documentation:
      'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/command-line-mcp-configuration.html',
    places: [
      ...user(
        ['mcp.json', 'default.json', 'cli-agents/*.json', 'agents/*.json'].map(
          (file) => `.aws/amazonq/${file}`,
        ),
        'mcpServers',
      ),
      ...project(
        ['mcp.json', 'default.json', 'cli-agents/*.json'].map((file) => `.amazonq/${file}`),
        'mcpServers',
      ),
    ],
  },
  {
    name: 'opencode',
    documentation: 'https://opencode.ai/docs/mcp-servers/',
    places: [
      ...user(['.config/opencode/opencode.json', '.config/opencode/opencode.jsonc'], 'mcp'),
      ...project(
        ['opencode.json', 'opencode.jsonc', '.opencode/opencode.json', '.opencode/opencode.jsonc'],
        'mcp',
      ),
      ...system(
        ['/etc/opencode/opencode.json', '/Library/Application Support/opencode/opencode.json'],
        'mcp',
      ),
    ],
  },
  {
    name: 'goose',
    documentation: 'https://block.github.io/goose/docs/getting-started/using-extensions',
    places: user(
      ['.config/goose/config.yaml', 'AppData/Roaming/Block/goose/config/config.yaml'],
      'extensions',
    ),
  },
  {
    name: 'amp',
    documentation: 'https://ampcode.com/manual',
    places: [
      ...user('.config/amp/settings.json', 'amp.mcpServers'),
      ...project('.amp/settings.json', 'amp.mcpServers'),
    ],
  },
  {
    name: 'droid',
    documentation: 'https://docs.factory.ai/cli/configuration/mcp',
    places: [...user('.factory/mcp.json', 'mcpServers'), ...project('.factory/mcp.json', 'mcpServers')],
  },
  {
    name: 'warp',
    documentation: 'https://docs.warp.dev/knowledge-and-collaboration/mcp',
    places: [
      ...user(['.warp/.mcp.json', '.agents/.mcp.json'], [['mcpServers'], []]),
      ...project(['.warp/.mcp.json', '.agents/.mcp.json'], [['mcpServers'], []]),
    ],
  },
  {
    name: 'kimi-cli',
    documentation: 'https://github.com/MoonshotAI/kimi-cli',
    places: user('.kimi/mcp.json', 'mcpServers'),
  },
  {
    name: 'mistral-vibe',
    documentation: 'https://github.com/mistralai/mistral-vibe',
    places: [...user('.vibe/config.toml', 'mcp_servers'), ...project('.vibe/config.toml', 'mcp_servers')],
  },
  {
    name: 'crush',
    documentation: 'https://github.com/charmbracelet/crush',
    places: [
      ...user(['.config/crush/crush.json', 'AppData/Local/crush/crush.json'], 'mcp'),
      ...project(['crush.json', '.crush.json'], 'mcp'),
    ],
  },
];
