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
      paths: ['workspaceStorage/*/chatSessions', 'globalStorage/emptyWindowChatSessions'].flatMap((folder) =>
        ['json', 'jsonl'].flatMap((ending) =>
          codeUser(`${folder}/*.${ending}`, ['Code', 'Code - Insiders', 'VSCodium']),
        ),
      ),
      session: 'file',
      isRead: true,
      ledger: {
        seen: 'exports of the extension’s versions 0.31 to 0.39 (public repositories, 2025-09 to 2026-03)',
        reads:
          'for each call who let it run (`recordedMode`: a setting such as `chat.tools.global.autoApprove`, `asked`, `approved before`), refusals, exit codes, subagents, tokens, what an edit put in the place of what; turns and calls that were taken out of a conversation',
        leavesOut:
          'the end of calls other than commands, and in versions before 0.39 their beginning: the span of the turn stands there; exit codes where the terminal did not tell them; contents before an edit (`chatEditingSessions/`), `state.vscdb`. Of the journal (`.jsonl`) no real one was at hand: its form is that of its source',
      },
      looks:
        /^\{\s*(?:"kind"\s*:\s*0\s*,\s*"v"\s*:\s*\{\s*)?(?:"version"\s*:\s*\d+\s*,[^{}]{0,500})?"(?:requester|responder)Username"\s*:/,
      source:
        'https://github.com/microsoft/vscode/blob/main/src/vs/workbench/contrib/chat/common/model/chatSessionStore.ts',
    },
  ],
  unattended: {
    settings: {
      'chat.tools.global.autoApprove': ['true', '1', 'yes'],
      'chat.tools.autoApprove': ['true', '1', 'yes'],
    },
    // https://code.visualstudio.com/docs/copilot/reference/copilot-settings
    patternSettings: [
      {
        name: 'chat.tools.terminal.autoApprove',
        everything: /^\/\^?(?:\(?(?:\.|\[\\s\\S\]|\[\^\])[*+]?\)?)?\$?\/[a-z]*$/,
        gate: 'chat.tools.terminal.enableAutoApprove',
        level: 'medium',
      },
    ],
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
