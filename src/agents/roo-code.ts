import type { Agent } from './agent.ts';
import { taskFiles, taskLedger } from './cline-tasks.ts';
import { project, user } from './mcp-places.ts';
import { codeUser } from './paths.ts';

const yes = ['true', '1', 'yes'];

export const rooCode: Agent = {
  id: 'roo-code',
  name: 'Roo Code',
  short: 'roo',
  documentation: 'https://docs.roocode.com',
  programs: ['roo'],
  extensions: ['rooveterinaryinc.roo-cline'],
  folders: ['.roo'],
  configuration: ['.roomodes'],
  stores: [
    {
      base: 'home',
      paths: taskFiles.flatMap((file) =>
        codeUser(`globalStorage/rooveterinaryinc.roo-cline/tasks/*/${file}`),
      ),
      session: 'folder',
      isRead: true,
      ledger: taskLedger,
      source: 'https://github.com/RooCodeInc/Roo-Code/blob/main/src/shared/globalFileNames.ts',
    },
  ],
  unattended: {
    settings: { 'roo-cline.alwaysAllowExecute': yes, alwaysAllowExecute: yes },
    source: 'https://docs.roocode.com/features/auto-approving-actions',
  },
  mcp: {
    documentation: 'https://docs.roocode.com/features/mcp/using-mcp-in-roo',
    places: [
      ...user(
        ['mcp_settings.json', 'cline_mcp_settings.json'].flatMap((file) =>
          codeUser(`globalStorage/rooveterinaryinc.roo-cline/settings/${file}`),
        ),
        'mcpServers',
      ),
      ...project('.roo/mcp.json', 'mcpServers'),
    ],
  },
};
