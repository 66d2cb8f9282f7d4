import type { Agent } from './agent.ts';
import { project, user } from './mcp-places.ts';

const files = ['mcp.json', 'default.json', 'cli-agents/*.json'];

/** What Kiro CLI was before. */
export const amazonQ: Agent = {
  id: 'amazon-q',
  name: 'Amazon Q CLI',
  documentation: 'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/command-line.html',
  programs: ['q'],
  packages: { homebrew: ['amazon-q'] },
  extensions: ['amazonwebservices.amazon-q-vscode'],
  folders: ['.aws/amazonq', '.amazonq'],
  stores: [
    {
      base: 'home',
      paths: [
        '.local/share/amazon-q/data.sqlite3',
        'Library/Application Support/amazon-q/data.sqlite3',
        'AppData/Local/amazon-q/data.sqlite3',
      ],
      session: 'database',
      looks: /"conversation_id"\s*:/,
      source: 'https://github.com/aws/amazon-q-developer-cli',
    },
  ],
  unattended: {
    ownFlags: ['--trust-all-tools'],
    source: 'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/command-line-chat-security.html',
  },
  mcp: {
    documentation:
      'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/command-line-mcp-configuration.html',
    places: [
      ...user(
        [...files, 'agents/*.json'].map((file) => `.aws/amazonq/${file}`),
        'mcpServers',
      ),
      ...project(
        files.map((file) => `.amazonq/${file}`),
        'mcpServers',
      ),
    ],
  },
};
