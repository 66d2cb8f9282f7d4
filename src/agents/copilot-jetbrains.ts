import type { Agent } from './agent.ts';
import { user } from './mcp-places.ts';

/** Copilot in the editors of JetBrains and in Xcode; it keeps no sessions in a form that is known. */
export const copilotJetbrains: Agent = {
  id: 'copilot-jetbrains',
  name: 'Copilot for JetBrains and Xcode',
  documentation: 'https://docs.github.com/en/copilot/how-tos/chat-with-copilot/chat-in-ide',
  programs: [],
  folders: [],
  stores: [],
  mcp: {
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
};
