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
      source: 'https://github.com/perplexityai/numbat/blob/main/internal/extract/openclaw.go',
    },
  ],
};
