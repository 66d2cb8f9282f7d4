import type { Dialect } from '../dialect.ts';
import { serverTool } from '../server-tool.ts';

/**
 * https://docs.github.com/en/copilot/how-tos/copilot-cli; names as the session files have them. `write_bash` types into
 * a command that goes on. Where a record names the server of a tool, the tool is called `mcp__<server>__<tool>` here;
 * `<server>-<tool>` alone is told from no tool of its own.
 */
export const copilotCli: Dialect = {
  agent: 'copilot-cli',
  tools: {
    bash: { kind: 'shell', subject: 'command' },
    write_bash: { kind: 'shell', subject: 'input' },
    powershell: { kind: 'shell', subject: 'command', shell: 'powershell' },
    write_powershell: { kind: 'shell', subject: 'input', shell: 'powershell' },
    task: { kind: 'agent', subject: 'prompt' },
    web_fetch: { kind: 'web', subject: 'url' },
    web_search: { kind: 'web' },
    grep: { kind: 'search', subject: 'path' },
    glob: { kind: 'search', subject: 'path' },
    view: { kind: 'read', subject: 'path' },
    create: { kind: 'write', subject: 'path', content: 'file_text' },
    edit: { kind: 'write', subject: 'path', replaces: ['old_str', 'new_str'] },
  },
  mcpTool: serverTool,
};
