import type { Agent } from './agent.ts';

/** It asks before nothing. */
export const openclaw: Agent = {
  id: 'openclaw',
  name: 'OpenClaw',
  documentation: 'https://docs.openclaw.ai',
  programs: ['openclaw'],
  packages: { npm: ['openclaw'] },
  folders: ['.openclaw'],
  movedBy: { OPENCLAW_STATE_DIR: '.openclaw' },
  stores: [
    {
      base: 'home',
      paths: ['.openclaw', '.kimi_openclaw', '.qclaw'].map(
        (folder) => `${folder}/agents/*/sessions/*.jsonl*`,
      ),
      session: 'file',
      looks: /^\{\s*"type"\s*:\s*"session"\s*,\s*"id"\s*:/,
      isRead: true,
      ledger: {
        reads: 'what is read of Pi, whose form it has',
        leavesOut: 'the mode, which no record tells: approvals stand in its configuration; exit codes',
      },
      source: 'https://github.com/perplexityai/numbat/blob/main/internal/extract/openclaw.go',
    },
  ],
  credentials: [{ paths: ['.openclaw/credentials/oauth.json'] }],
};
