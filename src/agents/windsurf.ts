import type { Agent } from './agent.ts';
import { user } from './mcp-places.ts';

export const windsurf: Agent = {
  id: 'windsurf',
  name: 'Windsurf',
  documentation: 'https://docs.windsurf.com',
  programs: [],
  packages: { homebrew: ['windsurf'] },
  installations: [{ base: 'system', path: '/Applications/Windsurf.app', channel: 'app' }],
  folders: ['.windsurf', '.codeium'],
  configuration: ['.windsurfrules'],
  stores: [
    {
      base: 'home',
      paths: ['.windsurf/transcripts/*.jsonl', '.codeium/windsurf/cascade/*.pb'],
      session: 'file',
      source: 'https://github.com/perplexityai/numbat/blob/main/internal/extract/windsurf.go',
    },
  ],
  mcp: {
    documentation: 'https://docs.windsurf.com/windsurf/cascade/mcp',
    places: user(['.codeium/windsurf/mcp_config.json', '.codeium/mcp_config.json'], 'mcpServers'),
  },
};
