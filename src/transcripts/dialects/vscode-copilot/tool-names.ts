/**
 * The editor registers tools under other names than the model knows them by: one name for both.
 * https://github.com/microsoft/vscode-copilot-chat/blob/main/src/extension/tools/common/toolNames.ts
 */
const names: Readonly<Record<string, string>> = {
  copilot_searchCodebase: 'semantic_search',
  copilot_searchWorkspaceSymbols: 'search_workspace_symbols',
  copilot_listCodeUsages: 'list_code_usages',
  copilot_getVSCodeAPI: 'get_vscode_api',
  copilot_think: 'think',
  copilot_findFiles: 'file_search',
  copilot_findTextInFiles: 'grep_search',
  copilot_applyPatch: 'apply_patch',
  copilot_readFile: 'read_file',
  copilot_listDirectory: 'list_dir',
  copilot_getErrors: 'get_errors',
  copilot_readProjectStructure: 'read_project_structure',
  copilot_getChangedFiles: 'get_changed_files',
  copilot_testFailure: 'test_failure',
  copilot_createNewWorkspace: 'create_new_workspace',
  copilot_getProjectSetupInfo: 'get_project_setup_info',
  copilot_installExtension: 'install_extension',
  copilot_runVscodeCommand: 'run_vscode_command',
  copilot_createNewJupyterNotebook: 'create_new_jupyter_notebook',
  copilot_insertEdit: 'insert_edit_into_file',
  vscode_editFile_internal: 'insert_edit_into_file',
  copilot_createFile: 'create_file',
  copilot_createDirectory: 'create_directory',
  copilot_openSimpleBrowser: 'open_simple_browser',
  copilot_replaceString: 'replace_string_in_file',
  copilot_multiReplaceString: 'multi_replace_string_in_file',
  copilot_editNotebook: 'edit_notebook_file',
  copilot_runNotebookCell: 'run_notebook_cell',
  copilot_fetchWebPage: 'fetch_webpage',
  vscode_fetchWebPage_internal: 'fetch_webpage',
  copilot_githubRepo: 'github_repo',
  copilot_memory: 'memory',
  copilot_runInTerminal: 'run_in_terminal',
  copilot_runInTerminal1: 'run_in_terminal',
  copilot_getTerminalOutput: 'get_terminal_output',
  copilot_viewImage: 'view_image',
  run_subagent: 'runSubagent',
};

/** @param written as a record has it */
export function nameOfTool(written: string): string {
  return (Object.hasOwn(names, written) ? names[written] : undefined) ?? written;
}
