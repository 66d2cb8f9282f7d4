/** What a tool needs where no rule speaks of it. https://code.claude.com/docs/en/tools-reference */
export type ToolNeed = 'nothing' | 'approval' | 'read' | 'write' | 'user' | 'shell';

const needs: Readonly<Record<ToolNeed, string>> = {
  nothing: `Agent AgentOutputTool BashOutput CronCreate CronDelete CronList EndConversation EnterPlanMode ExitWorktree KillBash
    KillShell ListAgents ListMcpResourcesTool PushNotification ReadMcpResourceTool RemoteTrigger ReportFindings ScheduleWakeup
    SendMessage SendUserFile StructuredOutput TaskCreate TaskGet TaskList TaskOutput TaskStop TaskUpdate TeamCreate TeamDelete
    TodoRead TodoWrite ToolSearch WaitForMcpServers`,
  approval: 'Artifact EnterWorktree ShareOnboardingGuide Skill SlashCommand WebFetch WebSearch Workflow',
  read: 'Read Glob Grep LS NotebookRead LSP',
  write: 'Edit Write MultiEdit NotebookEdit',
  user: 'AskUserQuestion ExitPlanMode exit_plan_mode',
  shell: 'Bash PowerShell Monitor',
};

const byTool = new Map(
  Object.entries(needs).flatMap(([need, tools]) =>
    tools.split(/\s+/).map((tool) => [tool, need as ToolNeed] as const),
  ),
);

/** Tools of servers, and tools that nobody knows, need approval. */
export function toolNeed(tool: string): ToolNeed {
  return byTool.get(tool) ?? 'approval';
}
