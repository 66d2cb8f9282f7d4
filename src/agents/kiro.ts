import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

const databases = [
  '.local/share/kiro-cli/data.sqlite3',
  'Library/Application Support/kiro-cli/data.sqlite3',
  'AppData/Local/kiro-cli/data.sqlite3',
];

/** Editor and command line. */
export const kiro: Agent = {
  id: 'kiro',
  name: 'Kiro CLI',
  documentation: 'https://kiro.dev/docs/cli/',
  programs: ['kiro-cli', 'kiro'],
  packages: { homebrew: ['kiro-cli', 'kiro'] },
  installations: [{ base: 'home', path: '.local/bin/kiro-cli', channel: 'binary' }],
  folders: ['.kiro'],
  movedBy: { KIRO_HOME: '.kiro' },
  stores: [
    {
      base: 'home',
      paths: databases,
      session: 'database',
      looks: /"conversation_id"\s*:/,
      source: 'https://github.com/kirodotdev/Kiro/issues/10697',
    },
    {
      base: 'home',
      paths: ['.kiro/sessions/cli/*.jsonl', '.kiro/sessions/*/sess_*/messages.jsonl'],
      session: 'file',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  unattended: {
    ownFlags: ['--trust-all-tools'],
    // https://kiro.dev/docs/cli/custom-agents/configuration-reference#allowedtools-field
    ownSettings: {
      files: /\/\.kiro\/agents\/[^/]+\.json$/,
      settings: { allowedTools: [/^(?:\*|@builtin|shell|execute_bash|execute_cmd)$/] },
    },
    source: 'https://kiro.dev/docs/cli/chat/permissions/',
  },
  mcp: {
    documentation: 'https://kiro.dev/docs/mcp/configuration/',
    places: [
      ...user(['.kiro/settings/mcp.json', '.kiro/agents/*.json'], 'mcpServers'),
      ...project('.kiro/settings/mcp.json', 'mcpServers'),
    ],
  },
};
