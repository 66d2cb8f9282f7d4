import type { Dialect, ToolMeaning } from '../dialect.ts';
import { serverTool } from '../server-tool.ts';
import { laterTools } from './later-tools.ts';

const replaces = ['old_string', 'new_string'] as const;

/** Tools that touch nothing but the session, talk to the provider, or do what calls of their own record. */
const inward = [
  'AgentOutputTool',
  'Artifact',
  'AskUserQuestion',
  'BashOutput',
  'BashOutputTool',
  'Brief',
  'Config',
  'CronDelete',
  'CronList',
  'EnterPlanMode',
  'EnterWorktree',
  'ExitPlanMode',
  'ExitWorktree',
  'KillBash',
  'KillShell',
  'LSP',
  'ListMcpResourcesTool',
  'PushNotification',
  'ReadMcpResourceTool',
  'ReportFindings',
  'SendMessage',
  'SendUserMessage',
  'ShareOnboardingGuide',
  'Skill',
  'Sleep',
  'SlashCommand',
  'StructuredOutput',
  'TaskCreate',
  'TaskGet',
  'TaskList',
  'TaskOutput',
  'TaskStop',
  'TaskUpdate',
  'TeamCreate',
  'TeamDelete',
  'TodoRead',
  'TodoWrite',
  'ToolSearch',
  'WaitForMcpServers',
  'Workflow',
  'exit_plan_mode',
];

/** Tools that the provider runs. https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview */
const atTheProvider = ['web_search', 'web_fetch', 'code_execution', 'bash_code_execution', 'advisor'];

/**
 * https://code.claude.com/docs/en/tools-reference; `Update`, `NotebookRead`, `TodoRead` and `exit_plan_mode` are names
 * of 1.0. Tools of servers are `mcp__<server>__<tool>`: https://code.claude.com/docs/en/mcp
 */
export const claudeCode: Dialect = {
  agent: 'claude-code',
  tools: {
    ...Object.fromEntries([...inward, ...atTheProvider].map((name) => [name, { kind: 'other' } as const])),
    ...laterTools,
    Bash: on('shell', 'command'),
    PowerShell: { ...on('shell', 'command'), shell: 'powershell' },
    Monitor: { kind: 'shell', subject: 'command' },
    Read: on('read', 'file_path'),
    NotebookRead: on('read', 'notebook_path'),
    Write: { ...on('write', 'file_path'), content: 'content' },
    Edit: { ...on('write', 'file_path'), replaces },
    MultiEdit: { ...on('write', 'file_path'), replaces },
    Update: { ...on('write', 'file_path'), replaces },
    NotebookEdit: on('write', 'notebook_path'),
    Glob: { kind: 'search', subject: 'path', needs: 'pattern' },
    Grep: {
      kind: 'search',
      subject: 'path',
      needs: 'pattern',
      shows: (input) => input['output_mode'] === 'content',
    },
    LS: { kind: 'search', subject: 'path' },
    WebFetch: on('web', 'url'),
    WebSearch: { kind: 'web', needs: 'query' },
    Agent: on('agent', 'prompt'),
    Task: on('agent', 'prompt'),
  },
  mcpTool: serverTool,
};

/** A tool that does nothing without its subject. */
function on(kind: ToolMeaning['kind'], subject: string): ToolMeaning {
  return { kind, subject, needs: subject };
}
