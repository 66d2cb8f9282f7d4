import type { Agent } from './agent.ts';
import { taskFiles, taskLedger } from './cline-tasks.ts';
import { project, user } from './mcp-places.ts';
import { openCodePermissions } from './opencode.ts';
import { codeUser } from './paths.ts';

/** First a fork of Roo Code, since 2026 built on OpenCode. */
export const kiloCode: Agent = {
  id: 'kilo-code',
  name: 'Kilo Code',
  documentation: 'https://kilo.ai/docs',
  programs: ['kilocode', 'kilo'],
  packages: { npm: ['@kilocode/cli'] },
  extensions: ['kilocode.kilo-code'],
  folders: ['.kilocode', '.config/kilo'],
  stores: [
    {
      base: 'home',
      paths: taskFiles.flatMap((file) => [
        ...codeUser(`globalStorage/kilocode.kilo-code/tasks/*/${file}`),
        `.kilocode/cli/global/tasks/*/${file}`,
      ]),
      session: 'folder',
      isRead: true,
      ledger: taskLedger,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
    {
      base: 'home',
      paths: ['.local/share/kilo/kilo*.db'],
      session: 'database',
      looks: /ses_[0-9a-zA-Z]{10}/,
      isRead: true,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/kilo.go',
    },
    {
      base: 'home',
      paths: ['.local/share/kilo/storage/session/*/ses_*.json'],
      session: 'file',
      isRead: true,
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/kilo.go',
    },
  ],
  unattended: {
    flags: ['--auto', '--yolo'],
    // https://kilo.ai/docs/getting-started/settings/auto-approving-actions
    ownSettings: {
      files: /(?:^|\/)\.?kilo(?:code)?\.jsonc?$|\/\.?kilo\/config\.jsonc?$/,
      settings: openCodePermissions,
    },
    source: 'https://kilo.ai/docs/code-with-ai/platforms/cli',
  },
  credentials: [{ paths: ['.local/share/kilo/auth.json'] }],
  mcp: {
    documentation: 'https://kilo.ai/docs/features/mcp/using-mcp-in-kilo-code',
    places: [
      ...user(codeUser('globalStorage/kilocode.kilo-code/settings/mcp_settings.json'), 'mcpServers'),
      ...project('.kilocode/mcp.json', 'mcpServers'),
    ],
  },
};
