import type { Agent } from './agent.ts';

export const aider: Agent = {
  id: 'aider',
  name: 'Aider',
  documentation: 'https://aider.chat/docs/',
  programs: ['aider'],
  packages: { pypi: ['aider-chat'], homebrew: ['aider'] },
  folders: ['.aider'],
  configuration: ['.aider.conf.yml'],
  settings: ['.aider.conf.yml'],
  stores: [
    {
      base: 'project',
      paths: ['.aider.chat.history.md'],
      session: 'log',
      isRead: true,
      ledger: {
        seen: '0.82 to 0.86 (public repositories, 2025-05 to 2026-06)',
        reads:
          'shell commands with the answer of whoever was asked, edits with what they put in the place of what, or the whole content, files that it created, its commits with their ids, files and addresses that it asked to read; `--yes-always` on its command line as the mode `dontAsk`',
        leavesOut:
          'times: a session has its beginning alone, in local time, which is part of its id; exit codes and what commands printed; the mode where settings or variables say it; contents of edits that a reply shows as a difference (`udiff`); what the human runs with `/run` (a prompt); `.aider.llm.history`',
      },
      looks: /^\s{0,4}# aider chat started at /,
      source: 'https://aider.chat/docs/config/options.html#history-files',
    },
  ],
  traces: [
    {
      base: 'project',
      paths: ['.aider.input.history', '.aider.llm.history'],
      looks: /^(?:# \d{4}-|\+|TO LLM )/m,
      source: 'https://aider.chat/docs/config/options.html#history-files',
    },
  ],
  commits: {
    addresses: ['aider@aider.chat', 'noreply@aider.chat'],
    nameEnding: ' (aider)',
    source: 'https://aider.chat/docs/git.html#commit-attribution',
  },
  unattended: {
    // Suggested shell commands are still asked for.
    flags: ['--yes-always', '--yes'],
    settings: { AIDER_YES_ALWAYS: ['true', '1', 'yes'], 'yes-always': ['true', '1', 'yes'] },
    level: 'medium',
    source: 'https://aider.chat/docs/config/options.html',
  },
  credentials: [{ paths: ['.aider/oauth-keys.env'] }],
};
