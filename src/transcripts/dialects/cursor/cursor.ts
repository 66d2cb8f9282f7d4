import type { Dialect } from '../dialect.ts';
import { serverTool } from '../server-tool.ts';

const shell = { kind: 'shell', subject: 'command' } as const;
const read = { kind: 'read', subject: 'path' } as const;
const write = { kind: 'write', subject: 'path', content: 'contents' } as const;
const edit = { kind: 'write', subject: 'path', replaces: ['old_string', 'new_string'] } as const;
const change = { kind: 'write', subject: 'path' } as const;
const remove = { kind: 'write', subject: 'path', action: 'delete' } as const;
const patch = { kind: 'patch', subject: 'patch' } as const;
const find = { kind: 'search', subject: 'path' } as const;
const grep = { kind: 'search', subject: 'path', shows: () => true } as const;
const agent = { kind: 'agent', subject: 'prompt' } as const;
const page = { kind: 'web', subject: 'url' } as const;

/**
 * Tools of the editor, as its database names them, and those of its transcripts. A path stands under `path`, whatever
 * the tool calls it. https://cursor.com/docs/agent/tools
 */
export const cursor: Dialect = {
  agent: 'cursor',
  tools: {
    run_terminal_cmd: shell,
    run_terminal_command: shell,
    run_terminal_command_v2: shell,
    read_file: read,
    read_file_v2: read,
    edit_file: change,
    edit_file_v2: change,
    search_replace: edit,
    MultiEdit: edit,
    write,
    write_file: write,
    create_file: write,
    reapply: change,
    edit_notebook: change,
    delete_file: remove,
    apply_patch: patch,
    list_dir: find,
    list_dir_v2: find,
    file_search: find,
    glob_file_search: find,
    grep,
    grep_search: grep,
    ripgrep: grep,
    ripgrep_raw_search: grep,
    codebase_search: grep,
    semantic_search: grep,
    semantic_search_full: grep,
    web_search: { kind: 'web' },
    web_fetch: page,
    task: agent,
    task_v2: agent,
    Shell: shell,
    Read: read,
    ReadFile: read,
    Write: write,
    StrReplace: edit,
    EditNotebook: change,
    Delete: remove,
    ApplyPatch: patch,
    Glob: find,
    LS: find,
    Grep: grep,
    rg: grep,
    SemanticSearch: grep,
    WebSearch: { kind: 'web' },
    WebFetch: page,
    Subagent: agent,
    Task: agent,
    ...plain(
      `todo_write TodoWrite read_lints ReadLints fetch_rules AskQuestion ask_question AwaitShell await update_current_step
       updateCurrentStep create_plan CreatePlan switch_mode SwitchMode`,
    ),
  },
  mcpTool: serverTool,
};

/** Touch nothing outside of the session. */
function plain(names: string): Dialect['tools'] {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, { kind: 'other' as const }]));
}
