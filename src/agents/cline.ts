import type { Agent } from './agent.ts';
import { user } from './mcp-places.ts';
import { codeUser } from './paths.ts';

export const cline: Agent = {
  id: 'cline',
  name: 'Cline',
  documentation: 'https://docs.cline.bot',
  programs: ['cline'],
  packages: { npm: ['cline'] },
  extensions: ['saoudrizwan.claude-dev'],
  folders: ['.cline'],
  configuration: ['.clinerules'],
  movedBy: { CLINE_DIR: '.cline' },
  stores: [
    {
      base: 'home',
      paths: ['ui_messages.json', 'api_conversation_history.json'].flatMap((file) => [
        ...codeUser(`globalStorage/saoudrizwan.claude-dev/tasks/*/${file}`),
        `.cline/data/tasks/*/${file}`,
      ]),
      session: 'folder',
      isRead: true,
      ledger: {
        seen: 'one task of 2026-01, without a version',
        reads:
          'for each call whether somebody was asked (`recordedMode`: `asked`, `auto-approved`), refusals, the working folder',
        leavesOut:
          'which setting let a call pass unasked; exit codes, which most versions do not keep; checkpoints (`checkpoints/`), the settings of the extension',
      },
      looks: /^\[\s*\{\s*"ts"\s*:\s*\d+\s*,\s*"type"\s*:\s*"(?:say|ask)"/,
      source: 'https://github.com/cline/cline/blob/main/src/core/storage/disk.ts',
    },
    {
      base: 'home',
      paths: ['.cline/data/sessions/*/*.messages.json'],
      session: 'folder',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/cline.go',
    },
  ],
  traces: [
    {
      base: 'home',
      paths: [
        ...codeUser('globalStorage/saoudrizwan.claude-dev/state/taskHistory.json'),
        '.cline/data/state/taskHistory.json',
      ],
      looks: /"id"\s*:/,
      source: 'https://github.com/cline/cline/blob/main/src/core/storage/disk.ts',
    },
  ],
  unattended: {
    flags: ['--yolo', '-y'],
    values: { '--auto-approve': ['true', '1', 'yes'] },
    source: 'https://docs.cline.bot/cline-cli/cli-reference',
  },
  mcp: {
    documentation: 'https://docs.cline.bot/mcp/configuring-mcp-servers',
    places: user(
      [
        ...codeUser('globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json'),
        '.cline/data/settings/cline_mcp_settings.json',
      ],
      'mcpServers',
    ),
  },
};
