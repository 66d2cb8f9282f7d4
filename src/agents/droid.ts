import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

export const droid: Agent = {
  id: 'droid',
  name: 'Droid',
  documentation: 'https://docs.factory.ai/cli/getting-started/overview',
  programs: ['droid'],
  packages: { npm: ['@factory/cli'], homebrew: ['droid'] },
  installations: [{ base: 'home', path: '.factory/bin/droid', channel: 'binary' }],
  folders: ['.factory'],
  settings: ['.factory/settings.json'],
  movedBy: { FACTORY_DIR: '.factory' },
  stores: [
    {
      base: 'home',
      paths: ['.factory/sessions/**/*.jsonl'],
      session: 'file',
      isRead: true,
      ledger: {
        reads: 'exit codes, refusals',
        leavesOut:
          'the mode, which no record of a session tells (`*.settings.json` beside it has the last one); subagents',
      },
      looks: /^\{[^{]{0,100}"type"\s*:\s*"session_start"/,
      source: 'https://github.com/jazzyalex/agent-sessions/tree/main/Resources/Fixtures/stage0/agents/droid',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: ['.factory/history.json', '.factory/state/history.json'],
      looks: /"command"\s*:/,
      source: 'https://github.com/jazzyalex/agent-sessions/tree/main/Resources/Fixtures/stage0/agents/droid',
    },
  ],
  unattended: {
    ownFlags: ['--skip-permissions-unsafe'],
    values: { '--auto': ['high'] },
    source: 'https://docs.factory.ai/cli/droid-exec/overview',
  },
  commits: {
    addresses: ['138933559+factory-droid[bot]@users.noreply.github.com'],
    source: 'https://docs.factory.ai/cli/configuration/settings',
  },
  mcp: {
    documentation: 'https://docs.factory.ai/cli/configuration/mcp',
    places: [...user('.factory/mcp.json', 'mcpServers'), ...project('.factory/mcp.json', 'mcpServers')],
  },
};
