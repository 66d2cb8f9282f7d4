import type { Agent } from './agent.ts';
import { user } from './mcp-places.ts';

/** Editor and command line; each has a folder of its own. */
export const antigravity: Agent = {
  id: 'antigravity',
  name: 'Antigravity',
  documentation: 'https://antigravity.google/docs',
  programs: ['agy'],
  installations: [{ base: 'system', path: '/Applications/Antigravity.app', channel: 'app' }],
  folders: ['.gemini/antigravity', '.gemini/antigravity-cli'],
  stores: [
    {
      base: 'home',
      paths: [
        ...['transcript.jsonl', 'transcript_full.jsonl'].map(
          (file) => `.gemini/antigravity*/brain/*/.system_generated/logs/${file}`,
        ),
      ],
      session: 'folder',
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
  unattended: {
    settings: { toolPermission: ['always-proceed'] },
    source: 'https://antigravity.google/docs/agent-permissions',
  },
  mcp: {
    documentation: 'https://antigravity.google/docs/mcp',
    places: user(['.gemini/antigravity/mcp_config.json', '.gemini/config/mcp_config.json'], 'mcpServers'),
  },
};
