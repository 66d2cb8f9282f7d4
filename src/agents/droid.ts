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
  guards: [
    {
      base: 'home',
      paths: ['.factory/settings.json'],
      scope: 'user',
      format: 'json',
      settings: [
        {
          keys: ['autonomyLevel'],
          values: [
            {
              is: /(?:auto-)?(?:high|medium|low)/,
              loosens: true,
              meaning: 'commands up to this risk are not asked for',
            },
            { is: /normal|off|spec/, loosens: false, meaning: 'commands and changes are asked for' },
          ],
        },
        {
          keys: ['commandAllowlist', '*'],
          values: [{ is: /.*/s, loosens: true, meaning: 'runs without being asked for' }],
        },
        {
          keys: ['commandDenylist', '*'],
          values: [{ is: /.*/s, loosens: false, meaning: 'is always asked for' }],
        },
      ],
      source: 'https://docs.factory.ai/cli/configuration/settings',
    },
  ],
  commits: {
    addresses: ['138933559+factory-droid[bot]@users.noreply.github.com'],
    source: 'https://docs.factory.ai/cli/configuration/settings',
  },
  credentials: [{ paths: ['.factory/auth.json'] }],
  mcp: {
    documentation: 'https://docs.factory.ai/cli/configuration/mcp',
    places: [...user('.factory/mcp.json', 'mcpServers'), ...project('.factory/mcp.json', 'mcpServers')],
  },
};
