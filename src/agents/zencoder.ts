import type { Agent } from './agent.ts';

export const zencoder: Agent = {
  id: 'zencoder',
  name: 'Zencoder',
  documentation: 'https://docs.zencoder.ai',
  programs: [],
  extensions: ['zencoderai.zencoder'],
  folders: ['.zencoder'],
  stores: [
    {
      base: 'home',
      paths: ['.zencoder/sessions/*.jsonl'],
      session: 'file',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
};
