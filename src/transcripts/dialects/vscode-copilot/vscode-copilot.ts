import type { Dialect } from '../dialect.ts';
import { serverTool } from '../server-tool.ts';

const read = { kind: 'read', subject: 'filePath' } as const;
const change = { kind: 'write', subject: 'filePath' } as const;
const replace = { kind: 'write', subject: 'filePath', replaces: ['oldString', 'newString'] } as const;
const find = { kind: 'search', subject: 'path' } as const;
const grep = { kind: 'search', subject: 'path', shows: () => true } as const;

/** https://code.visualstudio.com/docs/copilot/reference/copilot-vscode-features#_chat-tools; by the names that the model knows. */
export const vscodeCopilot: Dialect = {
  agent: 'vscode-copilot',
  tools: {
    run_in_terminal: {
      kind: 'shell',
      subject: 'command',
      shell: ({ language }) => (language === 'pwsh' || language === 'powershell' ? 'powershell' : 'bash'),
    },
    send_to_terminal: { kind: 'shell', subject: 'command' },
    run_task: { kind: 'other' },
    read_file: read,
    view_image: read,
    create_file: { kind: 'write', subject: 'filePath', content: 'content' },
    create_directory: { kind: 'write', subject: 'dirPath' },
    replace_string_in_file: replace,
    multi_replace_string_in_file: { kind: 'patch', subject: 'patch' },
    insert_edit_into_file: change,
    edit_notebook_file: change,
    run_notebook_cell: { kind: 'other' },
    create_new_jupyter_notebook: { kind: 'other' },
    apply_patch: { kind: 'patch', subject: 'input' },
    list_dir: find,
    file_search: find,
    grep_search: grep,
    semantic_search: grep,
    search_workspace_symbols: find,
    list_code_usages: find,
    read_project_structure: find,
    fetch_webpage: { kind: 'web', subject: 'url' },
    open_simple_browser: { kind: 'web', subject: 'url' },
    github_repo: { kind: 'web' },
    runSubagent: { kind: 'agent', subject: 'prompt' },
    ...plain(
      `get_terminal_output terminal_last_command terminal_selection kill_terminal manage_todo_list get_errors think
       get_changed_files get_vscode_api test_failure runTests get_project_setup_info create_new_workspace
       install_extension memory configure_python_environment get_python_environment_details
       get_python_executable_details copilot_getNotebookSummary ask_questions vscode_askQuestions tool_search`,
    ),
  },
  mcpTool: serverTool,
};

/** Touch nothing that a file or a command of the records would not tell. */
function plain(names: string): Dialect['tools'] {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, { kind: 'other' as const }]));
}
