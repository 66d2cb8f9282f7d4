import type { Agent } from './agent.ts';

export const commandCode: Agent = {
  id: 'command-code',
  name: 'Command Code',
  documentation: 'https://commandcode.ai/docs',
  programs: [],
  packages: { npm: ['command-code'] },
  folders: ['.commandcode'],
  stores: [
    {
      base: 'home',
      paths: ['.commandcode/projects/*/*.jsonl'],
      session: 'file',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
};
