import type { Agent } from './agent.ts';
import { taskFiles, taskLedger } from './cline-tasks.ts';
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
      paths: taskFiles.flatMap((file) => [
        ...codeUser(`globalStorage/saoudrizwan.claude-dev/tasks/*/${file}`),
        `.cline/data/tasks/*/${file}`,
      ]),
      session: 'folder',
      isRead: true,
      ledger: {
        seen: 'one task of 2026-01, without a version',
        reads: `${taskLedger.reads}; of the command line (\`.cline/data/sessions/\`) the folder, the branch, subagents`,
        leavesOut: `${taskLedger.leavesOut}; of sessions of the command line, of which no real one was at hand, the mode, and all but the first file of a call that reads several`,
      },
      looks: /^\[\s*\{\s*"ts"\s*:\s*\d+\s*,\s*"type"\s*:\s*"(?:say|ask)"/,
      source: 'https://github.com/cline/cline/blob/main/src/core/storage/disk.ts',
    },
    {
      base: 'home',
      paths: ['.cline/data/sessions/*/*.messages.json'],
      session: 'folder',
      isRead: true,
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
  credentials: [{ paths: ['.cline/data/secrets.json'] }],
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
