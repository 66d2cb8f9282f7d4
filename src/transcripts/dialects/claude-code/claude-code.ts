import type { Dialect } from '../dialect.ts';
import { serverTool } from '../server-tool.ts';

const replaces = ['old_string', 'new_string'] as const;

/**
 * https://code.claude.com/docs/en/tools-reference; `Update` and `NotebookRead` are names of 1.0. Tools of servers are
 * `mcp__<server>__<tool>`: https://code.claude.com/docs/en/mcp
 */
export const claudeCode: Dialect = {
  agent: 'claude-code',
  tools: {
    Bash: { kind: 'shell', subject: 'command' },
    PowerShell: { kind: 'shell', subject: 'command', shell: 'powershell' },
    Monitor: { kind: 'shell', subject: 'command' },
    Read: { kind: 'read', subject: 'file_path' },
    NotebookRead: { kind: 'read', subject: 'notebook_path' },
    Write: { kind: 'write', subject: 'file_path', content: 'content' },
    Edit: { kind: 'write', subject: 'file_path', replaces },
    MultiEdit: { kind: 'write', subject: 'file_path', replaces },
    Update: { kind: 'write', subject: 'file_path', replaces },
    NotebookEdit: { kind: 'write', subject: 'notebook_path' },
    Glob: { kind: 'search', subject: 'path' },
    Grep: { kind: 'search', subject: 'path', shows: (input) => input['output_mode'] === 'content' },
    LS: { kind: 'search', subject: 'path' },
    WebFetch: { kind: 'web', subject: 'url' },
    WebSearch: { kind: 'web' },
    Agent: { kind: 'agent', subject: 'prompt' },
    Task: { kind: 'agent', subject: 'prompt' },
  },
  mcpTool: serverTool,
};
