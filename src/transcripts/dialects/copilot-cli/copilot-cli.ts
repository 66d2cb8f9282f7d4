import type { Dialect } from '../dialect.ts';

/**
 * https://docs.github.com/en/copilot/how-tos/copilot-cli; names as the session files have them. Tools of servers are
 * `<server>-<tool>`, which no rule tells from a tool of its own: they are of no known kind.
 */
export const copilotCli: Dialect = {
  agent: 'copilot-cli',
  tools: {
    bash: { kind: 'shell', subject: 'command' },
    powershell: { kind: 'shell', subject: 'command', shell: 'powershell' },
    view: { kind: 'read', subject: 'path' },
    create: { kind: 'write', subject: 'path', content: 'file_text' },
    edit: { kind: 'write', subject: 'path', replaces: ['old_str', 'new_str'] },
  },
  mcpTool: () => undefined,
};
