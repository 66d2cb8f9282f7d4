import { appData, codeUser, project, user } from './configuration-place.ts';
import type { McpClient } from './mcp-client.ts';

const codeSettings = [['mcp', 'servers']];

/** Editors and their extensions. */
export const editorClients: readonly McpClient[] = [
  {
    name: 'cursor',
    documentation: 'https://docs.cursor.com/context/model-context-protocol',
    places: [...user('.cursor/mcp.json', 'mcpServers'), ...project('.cursor/mcp.json', 'mcpServers')],
  },
  {
    name: 'vscode',
    documentation: 'https://code.visualstudio.com/docs/copilot/chat/mcp-servers',
    places: [
      ...user([...codeUser('mcp.json'), ...codeUser('profiles/*/mcp.json')], 'servers'),
      ...user([...codeUser('settings.json'), ...codeUser('profiles/*/settings.json')], codeSettings),
      ...project('.vscode/mcp.json', 'servers'),
      ...project('.vscode/settings.json', codeSettings),
      ...project('*.code-workspace', [['settings', 'mcp', 'servers']], 'workspace'),
      ...project('.devcontainer/devcontainer.json', [['customizations', 'vscode', 'mcp', 'servers']]),
    ],
  },
  {
    name: 'windsurf',
    documentation: 'https://docs.windsurf.com/windsurf/cascade/mcp',
    places: user(['.codeium/windsurf/mcp_config.json', '.codeium/mcp_config.json'], 'mcpServers'),
  },
  {
    name: 'zed',
    documentation: 'https://zed.dev/docs/ai/mcp',
    places: [
      ...user(['.config/zed/settings.json', 'AppData/Roaming/Zed/settings.json'], 'context_servers'),
      ...project('.zed/settings.json', 'context_servers'),
    ],
  },
  {
    name: 'cline',
    documentation: 'https://docs.cline.bot/mcp/configuring-mcp-servers',
    places: user(
      [
        ...codeUser('globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json'),
        '.cline/data/settings/cline_mcp_settings.json',
      ],
      'mcpServers',
    ),
  },
  {
    name: 'roo-code',
    documentation: 'https://docs.roocode.com/features/mcp/using-mcp-in-roo',
    places: [
      ...user(
        ['mcp_settings.json', 'cline_mcp_settings.json'].flatMap((file) =>
          codeUser(`globalStorage/rooveterinaryinc.roo-cline/settings/${file}`),
        ),
        'mcpServers',
      ),
      ...project('.roo/mcp.json', 'mcpServers'),
    ],
  },
  {
    name: 'kilo-code',
    documentation: 'https://kilo.ai/docs/features/mcp/using-mcp-in-kilo-code',
    places: [
      ...user(codeUser('globalStorage/kilocode.kilo-code/settings/mcp_settings.json'), 'mcpServers'),
      ...project('.kilocode/mcp.json', 'mcpServers'),
    ],
  },
  {
    name: 'continue',
    documentation: 'https://docs.continue.dev/customize/deep-dives/mcp',
    places: [
      ...user(['.continue/config.yaml', '.continue/config.json'], 'mcpServers'),
      ...user(['.continue/config.json'], [['experimental', 'modelContextProtocolServers']]),
      ...['yaml', 'yml', 'json'].flatMap((ending) => [
        ...user(`.continue/mcpServers/*.${ending}`, 'mcpServers'),
        ...project(`.continue/mcpServers/*.${ending}`, 'mcpServers'),
      ]),
    ],
  },
  {
    name: 'junie',
    documentation: 'https://www.jetbrains.com/help/junie/model-context-protocol-mcp.html',
    places: [...user('.junie/mcp/mcp.json', 'mcpServers'), ...project('.junie/mcp/mcp.json', 'mcpServers')],
  },
  {
    name: 'copilot-jetbrains',
    documentation: 'https://docs.github.com/en/copilot/customizing-copilot/extending-copilot-chat-with-mcp',
    places: user(
      [
        '.config/github-copilot/intellij/mcp.json',
        '.config/github-copilot/xcode/mcp.json',
        'AppData/Local/github-copilot/intellij/mcp.json',
      ],
      'servers',
    ),
  },
  {
    name: 'kiro',
    documentation: 'https://kiro.dev/docs/mcp/configuration/',
    places: [
      ...user(['.kiro/settings/mcp.json', '.kiro/agents/*.json'], 'mcpServers'),
      ...project('.kiro/settings/mcp.json', 'mcpServers'),
    ],
  },
  {
    name: 'antigravity',
    documentation: 'https://antigravity.google/docs/mcp',
    places: user(['.gemini/antigravity/mcp_config.json', '.gemini/config/mcp_config.json'], 'mcpServers'),
  },
  {
    name: 'trae',
    documentation: 'https://docs.trae.ai/ide/model-context-protocol',
    places: [
      ...user(codeUser('mcp.json', ['Trae', 'Qoder']), 'mcpServers'),
      ...project('.trae/mcp.json', 'mcpServers'),
    ],
  },
  {
    name: 'lm-studio',
    documentation: 'https://lmstudio.ai/docs/app/mcp',
    places: user('.lmstudio/mcp.json', 'mcpServers'),
  },
  {
    name: 'boltai',
    documentation: 'https://docs.boltai.com/docs/plugins/mcp-servers',
    places: user('.boltai/mcp.json', 'mcpServers'),
  },
  {
    name: 'witsy',
    documentation: 'https://github.com/nbonamy/witsy',
    places: user(appData('Witsy/settings.json'), 'mcpServers'),
  },
];
