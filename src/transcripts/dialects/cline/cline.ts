import type { Dialect } from '../dialect.ts';
import { opencode } from '../opencode/opencode.ts';
import { serverTool } from '../server-tool.ts';

const edit = { kind: 'write', subject: 'path', replaces: ['search', 'replace'] } as const;

/**
 * Names of tools as tasks show them, of all three, and those of sessions of Cline's command line; an edit shows its difference as content.
 * https://github.com/cline/cline/blob/main/src/shared/ExtensionMessage.ts (`ClineSayTool`),
 * https://github.com/RooCodeInc/Roo-Code/blob/main/packages/types/src/vscode-extension-host.ts (`ClineSayTool`)
 */
const tools: Dialect['tools'] = {
  execute_command: {
    kind: 'shell',
    subject: 'command',
    shell: (_input, cwd) => (isWindows(cwd) ? 'powershell' : 'bash'),
  },
  readFile: { kind: 'read', subject: 'path' },
  newFileCreated: { kind: 'write', subject: 'path', content: 'content' },
  editedExistingFile: edit,
  appliedDiff: edit,
  insertContent: { kind: 'write', subject: 'path' },
  searchAndReplace: { kind: 'write', subject: 'path' },
  fileDeleted: { kind: 'write', subject: 'path', action: 'delete' },
  searchFiles: { kind: 'search', subject: 'path', shows: () => true },
  codebaseSearch: { kind: 'search', subject: 'path', shows: () => true },
  listFiles: { kind: 'search', subject: 'path' },
  listFilesTopLevel: { kind: 'search', subject: 'path' },
  listFilesRecursive: { kind: 'search', subject: 'path' },
  listCodeDefinitionNames: { kind: 'search', subject: 'path' },
  webFetch: { kind: 'web', subject: 'path' },
  webSearch: { kind: 'web' },
  browser_action: { kind: 'web', subject: 'url' },
  newTask: { kind: 'agent', subject: 'content' },
  run_commands: { kind: 'shell', subject: 'command' },
  read_files: { kind: 'read', subject: 'path' },
  editor: { kind: 'write', subject: 'path', replaces: ['old_text', 'new_text'] },
  search_codebase: { kind: 'search', subject: 'path', shows: () => true },
  fetch_web_content: { kind: 'web', subject: 'url' },
  spawn_agent: { kind: 'agent', subject: 'task' },
  ask_question: { kind: 'other' },
  skills: { kind: 'other' },
  submit_and_exit: { kind: 'other' },
};

function isWindows(folder: string): boolean {
  return /^[A-Za-z]:/.test(folder);
}

/** Sessions of Kilo Code since it was built on OpenCode have that one's tools. */
export const clineFamily: readonly Dialect[] = ['cline', 'roo-code', 'kilo-code'].map((agent) => ({
  agent,
  tools: agent === 'kilo-code' ? { ...opencode.tools, ...tools } : tools,
  mcpTool: serverTool,
}));
