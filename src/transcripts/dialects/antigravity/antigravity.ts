import type { Dialect } from '../dialect.ts';
import { serverTool } from '../server-tool.ts';

const note = { kind: 'other' } as const;
const replaces = ['TargetContent', 'ReplacementContent'] as const;

/** https://github.com/kenn-io/agentsview/blob/main/internal/parser/antigravity.go */
export const antigravity: Dialect = {
  agent: 'antigravity',
  tools: {
    run_command: { kind: 'shell', subject: 'CommandLine' },
    send_command_input: { kind: 'shell', subject: 'Input', mayWait: true },
    view_file: { kind: 'read', subject: 'AbsolutePath' },
    view_file_outline: { kind: 'read', subject: 'AbsolutePath' },
    view_code_item: { kind: 'read', subject: 'File' },
    write_to_file: { kind: 'write', subject: 'TargetFile', content: 'CodeContent' },
    replace_file_content: { kind: 'write', subject: 'TargetFile', replaces },
    multi_replace_file_content: { kind: 'write', subject: 'TargetFile', replaces },
    list_dir: { kind: 'search', subject: 'DirectoryPath' },
    find_by_name: { kind: 'search', subject: 'SearchDirectory' },
    grep_search: { kind: 'search', subject: 'SearchPath', shows: () => true },
    code_search: { kind: 'search', subject: 'SearchPath', shows: () => true },
    read_url_content: { kind: 'web', subject: 'Url' },
    search_web: { kind: 'web' },
    browser_subagent: { kind: 'agent', subject: 'Task' },
    invoke_subagent: { kind: 'agent', subject: 'Subagents' },
    ...{ ask_permission: note, ask_question: note, list_permissions: note, notify_user: note },
    ...{ manage_task: note, command_status: note, schedule: note, task_boundary: note },
    ...{ skill_search: note, generate_image: note, view_content_chunk: note },
  },
  mcpTool: serverTool,
};
