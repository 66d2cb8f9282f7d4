import type { Agent } from './agent.ts';
import { user } from './mcp-places.ts';

/** Editor and command line; each has a folder of its own. */
export const antigravity: Agent = {
  id: 'antigravity',
  name: 'Antigravity',
  documentation: 'https://antigravity.google/docs',
  programs: ['agy'],
  installations: [{ base: 'system', path: '/Applications/Antigravity.app', channel: 'app' }],
  folders: ['.gemini/antigravity', '.gemini/antigravity-cli', '.gemini/antigravity-ide'],
  stores: [
    {
      base: 'home',
      paths: [
        ...['transcript.jsonl', 'transcript_full.jsonl'].map(
          (file) => `.gemini/antigravity*/brain/*/.system_generated/logs/${file}`,
        ),
      ],
      session: 'folder',
      isRead: true,
      ledger: {
        seen: 'conversations of seven public repositories (2026-06 to 2026-08), which name no version',
        reads:
          'exit codes, refusals, what runs on in the background, what an edit put in the place of what, the model',
        leavesOut:
          'the mode, which no record tells, and what a human allowed call by call; subagents, whose conversations are sessions of their own; what the program took out of a long conversation, and what it cut (both gaps); `chunks/`, `tasks/`, `messages/`',
      },
      looks: /^\{[^{]{0,200}"step_index"\s*:/,
      source:
        'https://github.com/kenn-io/agentsview/blob/main/internal/parser/antigravity_brain_transcript.go',
    },
    {
      base: 'home',
      paths: ['.gemini/antigravity*/conversations/*.pb', '.gemini/antigravity*/conversations/*.db'],
      session: 'file',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/antigravity.go',
    },
  ],
  records: ['.gemini/antigravity/brain', '.gemini/antigravity-cli/brain', '.gemini/antigravity-ide/brain'],
  unattended: {
    settings: { toolPermission: ['always-proceed'] },
    source: 'https://antigravity.google/docs/agent-permissions',
  },
  mcp: {
    documentation: 'https://antigravity.google/docs/mcp',
    places: user(['.gemini/antigravity/mcp_config.json', '.gemini/config/mcp_config.json'], 'mcpServers'),
  },
};
