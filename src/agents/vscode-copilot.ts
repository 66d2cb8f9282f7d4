import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';
import { codeUser } from './paths.ts';

const codeSettings = [['mcp', 'servers']];

/** Agent mode of VS Code. */
export const vscodeCopilot: Agent = {
  id: 'vscode-copilot',
  name: 'VS Code Copilot',
  short: 'copilot',
  documentation: 'https://code.visualstudio.com/docs/copilot/chat/chat-agent-mode',
  programs: [],
  extensions: ['github.copilot-chat'],
  folders: [],
  configuration: [
    ...['.github/copilot-instructions.md', '.github/instructions', '.github/prompts'],
    '.vscode/mcp.json',
  ],
  settings: codeUser('settings.json'),
  stores: [
    {
      base: 'home',
      paths: codeUser('workspaceStorage/*/chatSessions/*.json*', ['Code', 'Code - Insiders', 'VSCodium']),
      session: 'file',
      looks: /^\{\s*"version"\s*:\s*\d+\s*,[^{}]{0,500}"(?:requester|responder)Username"\s*:/,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  unattended: {
    settings: {
      'chat.tools.global.autoApprove': ['true', '1', 'yes'],
      'chat.tools.autoApprove': ['true', '1', 'yes'],
    },
    source: 'https://code.visualstudio.com/docs/copilot/chat/chat-agent-mode',
  },
  mcp: {
    client: 'vscode',
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
};
