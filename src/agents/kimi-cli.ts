import type { Agent } from './agent.ts';
import { user } from './mcp-places.ts';

export const kimiCli: Agent = {
  id: 'kimi-cli',
  name: 'Kimi CLI',
  documentation: 'https://moonshotai.github.io/kimi-cli/en/',
  programs: ['kimi'],
  packages: { pypi: ['kimi-cli'], homebrew: ['kimi-cli'] },
  folders: ['.kimi', '.kimi-code'],
  movedBy: { KIMI_CODE_HOME: '.kimi-code', KIMI_SHARE_DIR: '.kimi' },
  stores: [
    {
      base: 'home',
      paths: ['.kimi-code/sessions/*/*/agents/*/wire.jsonl', '.kimi/sessions/*/*/wire.jsonl'],
      session: 'folder',
      isRead: true,
      ledger: {
        reads: 'modes (`permission.set_mode`), refusals, subagents',
        leavesOut:
          'the folder of a session before `config.update` had it; approvals one by one; tokens; of sessions that have `context.jsonl` alone also times, modes and what became of most calls',
      },
      source: 'https://github.com/perplexityai/numbat/blob/main/internal/extract/kimi_code.go',
    },
    {
      base: 'home',
      paths: ['.kimi/sessions/*/*/context.jsonl'],
      session: 'folder',
      unless: 'wire.jsonl',
      isRead: true,
      source: 'https://github.com/perplexityai/numbat/blob/main/internal/extract/kimi_code.go',
    },
  ],
  unattended: {
    flags: ['--yolo', '-y', '--yes', '--auto-approve'],
    source: 'https://moonshotai.github.io/kimi-cli/en/reference/kimi-command.html',
  },
  mcp: {
    documentation: 'https://github.com/MoonshotAI/kimi-cli',
    places: user('.kimi/mcp.json', 'mcpServers'),
  },
};
