import type { McpTool } from '../tool-kind.ts';
import type { Dialect } from './dialect.ts';
import { serverTool } from './server-tool.ts';

const shell = { kind: 'shell', subject: 'command' } as const;
const read = { kind: 'read', subject: 'path' } as const;
const change = { kind: 'write', subject: 'path' } as const;
const find = { kind: 'search', subject: 'path' } as const;
const grep = { kind: 'search', subject: 'path', shows: () => true } as const;
const page = { kind: 'web', subject: 'url' } as const;
const agent = { kind: 'agent', subject: 'prompt' } as const;
const patch = { kind: 'patch', subject: 'patch' } as const;
const note = { kind: 'other' } as const;
const write = { kind: 'write', subject: 'path', content: 'content' } as const;
const edit = { kind: 'write', subject: 'path', replaces: ['old_string', 'new_string'] } as const;
const oldText = { kind: 'write', subject: 'path', replaces: ['oldText', 'newText'] } as const;
const oldStr = { kind: 'write', subject: 'path', replaces: ['old_str', 'new_str'] } as const;

type Tools = Dialect['tools'];

/** Tools of agents that are known from their sources or samples alone; a path stands under `path` or its other names. */
const toolsOf: Readonly<Record<string, Tools>> = {
  /** https://github.com/badlogic/pi-mono/tree/main/packages/coding-agent */
  pi: { bash: shell, read, write, edit: oldText, grep, find, ls: find },
  /** https://docs.openclaw.ai/tools; `browser` and messages are its own */
  openclaw: {
    ...{ exec: shell, bash: shell, read, write, edit: oldText, apply_patch: patch, grep, find, ls: find },
    ...{ web_fetch: page, web_search: { kind: 'web' }, sessions_spawn: agent },
  },
  /** https://moonshotai.github.io/kimi-cli/en/ */
  'kimi-cli': {
    ...{
      Bash: shell,
      Shell: shell,
      Read: read,
      ReadFile: read,
      ReadMediaFile: read,
      Write: write,
      WriteFile: write,
    },
    ...{
      Edit: edit,
      StrReplaceFile: { kind: 'write', subject: 'path', replaces: ['old', 'new'] },
      Glob: find,
      Grep: grep,
      FetchURL: page,
      WebSearch: { kind: 'web' },
    },
    ...{ SearchWeb: { kind: 'web' }, Agent: agent, Task: agent, AgentSwarm: agent },
    ...{
      TodoList: note,
      SetTodoList: note,
      AskUserQuestion: note,
      EnterPlanMode: note,
      ExitPlanMode: note,
      Skill: note,
    },
  },
  /** https://docs.factory.ai/cli/getting-started/overview */
  droid: {
    ...{ Execute: shell, Read: read, Create: write, Edit: edit, MultiEdit: edit, ApplyPatch: patch },
    ...{ LS: find, Glob: find, Grep: grep, FetchUrl: page, WebSearch: { kind: 'web' }, Task: agent },
    ...{ TodoWrite: note, ExitSpecMode: note, AskUser: note },
  },
  /** https://docs.x.ai/build/overview */
  grok: {
    ...{ run_terminal_cmd: shell, run_terminal_command: shell, bash: shell, read_file: read },
    ...{ write_file: write, create_file: write, write, edit_file: change, spawn_subagent: agent },
    ...{ search_replace: edit, delete_file: { kind: 'write', subject: 'path', action: 'delete' } },
    ...{
      list_dir: find,
      glob: find,
      grep,
      web_fetch: page,
      web_search: { kind: 'web' },
      task: agent,
      todo_write: note,
    },
  },
  /** https://github.com/mistralai/mistral-vibe/tree/main/vibe/core/tools/builtins */
  'mistral-vibe': {
    ...{ bash: shell, read_file: read, write_file: write, grep, task: agent, web_fetch: page },
    ...{ search_replace: { kind: 'write', subject: 'file_path', replaces: ['search', 'replace'] } },
    ...{
      web_search: { kind: 'web' },
      todo: note,
      ask_user_question: note,
      exit_plan_mode: note,
      skill: note,
    },
  },
  /** https://github.com/charmbracelet/crush/tree/main/internal/agent/tools */
  crush: {
    ...{ bash: shell, view: read, write, edit, multiedit: edit, ls: find, glob: find, grep, fetch: page },
    ...{ download: page, agent, agentic_fetch: page, web_fetch: page, web_search: { kind: 'web' } },
    ...{ sourcegraph: { kind: 'web' }, job_output: note, job_kill: note, todos: note, diagnostics: note },
    ...{ lsp_diagnostics: note, lsp_references: find },
  },
  /** https://ampcode.com/manual */
  amp: {
    ...{ Bash: { kind: 'shell', subject: 'cmd' }, shell_command: shell, Read: read, create_file: write },
    ...{
      edit_file: oldStr,
      undo_edit: change,
      apply_patch: patch,
      Grep: grep,
      glob: find,
      list_directory: find,
    },
    ...{
      read_web_page: page,
      web_search: { kind: 'web' },
      finder: grep,
      Task: agent,
      oracle: note,
      todo_write: note,
    },
    ...{ todo_read: note },
  },
  /** https://docs.continue.dev/ide-extensions/agent/how-it-works; the editor's tools, then those of the command line */
  continue: {
    ...{
      run_terminal_command: shell,
      builtin_run_terminal_command: shell,
      read_file: read,
      builtin_read_file: read,
    },
    ...{ read_file_range: read, create_new_file: { ...write, content: 'contents' } },
    ...{ builtin_create_new_file: { ...write, content: 'contents' }, edit_existing_file: change },
    ...{
      builtin_edit_existing_file: change,
      single_find_and_replace: edit,
      multi_edit: edit,
      grep_search: grep,
    },
    ...{
      builtin_grep_search: grep,
      file_glob_search: find,
      ls: find,
      view_diff: note,
      fetch_url_content: page,
    },
    ...{ search_web: { kind: 'web' }, Bash: shell, Read: read, Write: write, Edit: edit, MultiEdit: edit },
    ...{ List: find, Search: grep, Fetch: page },
  },
};

/** `mcp_<server>_<tool>`: a server with such a sign in its name is cut at it. */
function shortServerTool(name: string): McpTool | undefined {
  const [, server, tool] = /^mcp_([^_]{1,300})_(.+)$/s.exec(name) ?? [];
  return server === undefined || tool === undefined ? serverTool(name) : { server, tool };
}

export const commonDialects: readonly Dialect[] = Object.entries(toolsOf).map(([id, tools]) => ({
  agent: id,
  tools,
  mcpTool: id === 'crush' ? shortServerTool : serverTool,
}));
