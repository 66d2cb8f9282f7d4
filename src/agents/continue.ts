import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

export const continueAgent: Agent = {
  id: 'continue',
  name: 'Continue',
  documentation: 'https://docs.continue.dev',
  programs: ['cn'],
  packages: { npm: ['@continuedev/cli'] },
  extensions: ['continue.continue'],
  folders: ['.continue'],
  settings: ['.continue/permissions.yaml'],
  movedBy: { CONTINUE_GLOBAL_DIR: '.continue' },
  stores: [
    {
      base: 'home',
      // `sessions.json` beside them is their list.
      paths: ['.continue/sessions/*-*.json'],
      session: 'file',
      isRead: true,
      ledger: {
        reads: 'exit codes in words, refusals',
        leavesOut: 'the mode and times, which no record tells; `dev_data/`',
      },
      source: 'https://github.com/continuedev/continue/blob/main/core/util/paths.ts',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: ['.continue/sessions/sessions.json'],
      looks: /"sessionId"\s*:/,
      source: 'https://github.com/continuedev/continue/blob/main/core/util/history.ts',
    },
  ],
  unattended: {
    flags: ['--auto'],
    values: { '--allow': ['*'] },
    source: 'https://docs.continue.dev/cli/tool-permissions',
  },
  guards: [
    {
      base: 'home',
      paths: ['.continue/permissions.yaml'],
      scope: 'user',
      format: 'yaml',
      settings: [
        {
          keys: ['allow', '*'],
          values: [{ is: /.*/s, loosens: true, meaning: 'runs without being asked for' }],
        },
        { keys: ['ask', '*'], values: [{ is: /.*/s, loosens: false, meaning: 'is asked for' }] },
        {
          keys: ['exclude', '*'],
          values: [{ is: /.*/s, loosens: false, meaning: 'is not offered to the model' }],
        },
      ],
      source: 'https://docs.continue.dev/cli/tool-permissions',
    },
  ],
  mcp: {
    documentation: 'https://docs.continue.dev/customize/deep-dives/mcp',
    places: [
      ...user(['.continue/config.yaml', '.continue/config.json'], 'mcpServers'),
      ...user(['.continue/config.json'], [['experimental', 'modelContextProtocolServers']]),
      ...['yaml', 'yml', 'json'].flatMap((ending) => [
        ...user(`.continue/mcpServers/*.${ending}`, 'mcpServers'),
        ...project(`.continue/mcpServers/*.${ending}`, 'mcpServers'),
      ]),
    ],
  },
};
