import type { Dialect } from '../dialect.ts';

/** Servers with an underscore in their name are cut at it: nothing tells where the name ends. */
const mcpName = /^mcp_([^_]{1,300})_(.+)$/s;

/** https://github.com/google-gemini/gemini-cli/tree/main/docs/tools */
const tools: Dialect['tools'] = {
  run_shell_command: { kind: 'shell', subject: 'command' },
  read_file: { kind: 'read', subject: 'file_path' },
  write_file: { kind: 'write', subject: 'file_path', content: 'content' },
  replace: { kind: 'write', subject: 'file_path', replaces: ['old_string', 'new_string'] },
  edit: { kind: 'write', subject: 'file_path', replaces: ['old_string', 'new_string'] },
  list_directory: { kind: 'search', subject: 'dir_path' },
  glob: { kind: 'search', subject: 'dir_path' },
  grep_search: { kind: 'search', subject: 'dir_path', shows: () => true },
  search_file_content: { kind: 'search', subject: 'dir_path', shows: () => true },
  web_fetch: { kind: 'web', subject: 'url' },
  google_web_search: { kind: 'web' },
  web_search: { kind: 'web' },
  task: { kind: 'agent', subject: 'prompt' },
};

function mcpTool(name: string) {
  const [, server, tool] = mcpName.exec(name) ?? [];
  return server === undefined || tool === undefined ? undefined : { server, tool };
}

export const geminiCli: Dialect = { agent: 'gemini-cli', tools, mcpTool };

/** Grew out of Gemini CLI, and has its tools and some of its own. https://qwenlm.github.io/qwen-code-docs/ */
export const qwenCode: Dialect = {
  agent: 'qwen-code',
  tools: {
    ...tools,
    agent: { kind: 'agent', subject: 'prompt' },
    todo_write: { kind: 'other' },
    exit_plan_mode: { kind: 'other' },
  },
  mcpTool,
};
