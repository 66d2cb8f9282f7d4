import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';
import { codeUser } from './paths.ts';

/** Editors of one family, Qoder among them, and the command line, which is a fork of Codex CLI. */
export const trae: Agent = {
  id: 'trae',
  name: 'Trae',
  documentation: 'https://docs.trae.ai',
  programs: [],
  installations: [{ base: 'system', path: '/Applications/Trae.app', channel: 'app' }],
  folders: ['.trae', '.qoder'],
  stores: [
    {
      base: 'home',
      paths: ['.trae/cli/sessions/**/rollout-*.jsonl', '.qoder/projects/*/*.jsonl'],
      session: 'file',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  mcp: {
    documentation: 'https://docs.trae.ai/ide/model-context-protocol',
    places: [
      ...user(codeUser('mcp.json', ['Trae', 'Qoder']), 'mcpServers'),
      ...project('.trae/mcp.json', 'mcpServers'),
    ],
  },
};
