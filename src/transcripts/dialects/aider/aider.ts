import type { Dialect } from '../dialect.ts';

/**
 * What the program says of its own doing has no names of tools: these are ours. `commit` is the `git commit` that it
 * runs after an edit. https://aider.chat/docs/usage/commands.html, https://aider.chat/docs/git.html
 */
export const aider: Dialect = {
  agent: 'aider',
  tools: {
    run: { kind: 'shell', subject: 'command' },
    commit: { kind: 'shell', subject: 'command' },
    edit: { kind: 'write', subject: 'path', replaces: ['search', 'replace'] },
    write_file: { kind: 'write', subject: 'path', content: 'content' },
    edit_file: { kind: 'write', subject: 'path' },
    add_file: { kind: 'read', subject: 'path' },
    add_url: { kind: 'web', subject: 'url' },
  },
  mcpTool: () => undefined,
};
