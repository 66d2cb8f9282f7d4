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
