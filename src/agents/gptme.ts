import type { Agent } from './agent.ts';

export const gptme: Agent = {
  id: 'gptme',
  name: 'gptme',
  documentation: 'https://gptme.org/docs/',
  programs: ['gptme'],
  packages: { pypi: ['gptme'] },
  folders: ['.config/gptme'],
  stores: [
    {
      base: 'home',
      paths: ['.local/share/gptme/logs/*/conversation.jsonl'],
      session: 'folder',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  unattended: {
    flags: ['--no-confirm', '-y', '--non-interactive', '-n'],
    source: 'https://gptme.org/docs/cli.html',
  },
};
