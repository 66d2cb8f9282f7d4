import type { Agent } from './agent.ts';

export const grok: Agent = {
  id: 'grok',
  name: 'Grok CLI',
  documentation: 'https://docs.x.ai/build/overview',
  programs: ['grok'],
  folders: ['.grok'],
  movedBy: { GROK_HOME: '.grok' },
  stores: [
    {
      base: 'home',
      paths: ['.grok/sessions/*/*/chat_history.jsonl', '.grok/sessions/*/*/updates.jsonl'],
      session: 'folder',
      source: 'https://github.com/kenn-io/agentsview/blob/main/internal/parser/types.go',
    },
  ],
};
