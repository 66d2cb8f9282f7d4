import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

export const crush: Agent = {
  id: 'crush',
  name: 'Crush',
  documentation: 'https://github.com/charmbracelet/crush',
  programs: ['crush'],
  packages: { npm: ['@charmland/crush'], homebrew: ['crush'] },
  folders: ['.config/crush'],
  configuration: ['crush.json', '.crush.json'],
  stores: [
    {
      base: 'project',
      paths: ['.crush/crush.db'],
      session: 'database',
      isRead: true,
      ledger: {
        seen: 'databases of five public repositories (2025), which name no version',
        reads: 'exit codes in words, refusals, subagents, what an edit put in the place of what',
        leavesOut: 'the mode, which no record tells; the contents of files that it keeps (`files`); tokens',
      },
      looks: /"type"\s*:\s*"(?:text|tool_call|tool_result)"/,
      source: 'https://github.com/getagentseal/codeburn/blob/main/docs/providers/crush.md',
    },
  ],
  traces: [
    {
      base: 'project',
      // Ids of sessions; their messages can have been deleted.
      paths: ['.crush/crush.db'],
      looks: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
      source: 'https://github.com/charmbracelet/crush/tree/main/internal/db/migrations',
    },
  ],
  unattended: { flags: ['--yolo', '-y'], source: 'https://github.com/charmbracelet/crush#permissions' },
  guards: [
    {
      base: 'home',
      paths: ['.config/crush/crush.json', '.local/share/crush/crush.json'],
      scope: 'user',
      format: 'json',
      settings: [
        {
          keys: ['permissions', 'allowed_tools', '*'],
          values: [{ is: /.*/s, loosens: true, meaning: 'this tool runs without being asked for' }],
        },
      ],
      source: 'https://github.com/charmbracelet/crush#allowing-tools',
    },
  ],
  commits: {
    addresses: ['crush@charm.land'],
    source: 'https://github.com/charmbracelet/crush#attribution-settings',
  },
  mcp: {
    documentation: 'https://github.com/charmbracelet/crush',
    places: [
      ...user(['.config/crush/crush.json', 'AppData/Local/crush/crush.json'], 'mcp'),
      ...project(['crush.json', '.crush.json'], 'mcp'),
    ],
  },
};
