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
      isRead: true,
      ledger: {
        reads: 'every branch of a conversation, what failed, what was aborted',
        leavesOut:
          'the mode: it asks before nothing, unless an extension does; exit codes, which stand in words alone; what the human runs with `!`',
      },
      looks: /^\{\s*"type"\s*:\s*"session"\s*,\s*"version"\s*:\s*\d/,
      source: 'https://github.com/perplexityai/numbat/blob/main/internal/extract/pi.go',
    },
  ],
  credentials: [{ paths: ['.pi/agent/auth.json'] }],
};
