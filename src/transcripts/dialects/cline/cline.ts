import type { Dialect } from '../dialect.ts';
import { opencode } from '../opencode/opencode.ts';
import { serverTool } from '../server-tool.ts';

const edit = { kind: 'write', subject: 'path', replaces: ['search', 'replace'] } as const;

/**
 * Names of tools as tasks show them, of all three; an edit shows its difference as content.
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
