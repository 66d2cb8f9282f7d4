import type { Agent } from './agent.ts';

export const openhands: Agent = {
  id: 'openhands',
  name: 'OpenHands CLI',
  documentation: 'https://docs.openhands.dev/openhands/usage/cli/installation',
  programs: ['openhands'],
  packages: { pypi: ['openhands', 'openhands-ai'] },
  folders: ['.openhands'],
  stores: [
    {
      base: 'home',
      paths: ['.openhands/conversations/*/base_state.json'],
      session: 'folder',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
  unattended: {
    // https://docs.openhands.dev/openhands/usage/cli/headless: nothing is asked for there, and nothing changes that.
    flags: ['--always-approve', '--yolo', '--headless'],
    source: 'https://docs.openhands.dev/openhands/usage/cli/command-reference',
  },
  commits: { addresses: ['openhands@all-hands.dev'], source: 'https://github.com/All-Hands-AI/OpenHands' },
};
