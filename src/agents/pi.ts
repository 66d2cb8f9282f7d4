import type { Agent } from './agent.ts';

/** It asks before nothing. */
export const pi: Agent = {
  id: 'pi',
  name: 'Pi',
  documentation: 'https://github.com/badlogic/pi-mono/tree/main/packages/coding-agent',
  programs: ['pi'],
  packages: { npm: ['@mariozechner/pi-coding-agent'] },
  folders: ['.pi'],
  movedBy: { PI_CODING_AGENT_DIR: '.pi/agent' },
  stores: [
    {
      base: 'home',
      paths: ['.pi/agent/sessions/**/*.jsonl', '.omp/agent/sessions/**/*.jsonl'],
      session: 'file',
      looks: /^\{\s*"type"\s*:\s*"session"\s*,\s*"version"\s*:\s*\d/,
      source: 'https://github.com/perplexityai/numbat/blob/main/internal/extract/pi.go',
    },
  ],
};
