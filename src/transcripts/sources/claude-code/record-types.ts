/**
 * Types of records that the agent writes into its own transcripts, prints with `--output-format stream-json`, and
 * that are known: those that are read for calls, prompts and modes, and those that hold none.
 * https://code.claude.com/docs/en/agent-sdk/typescript#message-types
 */
export const readTypes: ReadonlySet<string> = new Set([
  'assistant',
  'attachment',
  'permission-mode',
  'progress',
  'queue-operation',
  'system',
  'user',
]);

/** Whatever such a record says of calls and prompts, it repeats from others. */
export const idleTypes: ReadonlySet<string> = new Set([
  'agent-color',
  'agent-name',
  'agent-setting',
  'ai-title',
  'atis-latch',
  'attribution-snapshot',
  'auth_status',
  'bridge-session',
  'content-replacement',
  'continued-in',
  'cost-state',
  'custom-title',
  'derived-from',
  'dev-mods',
  'ended-by-model',
  'file-history-delta',
  'file-history-snapshot',
  'fork-context-ref',
  'frame-link',
  'history-suppression',
  'isolation-latch',
  'keep_alive',
  'last-prompt',
  'memory-mode',
  'mode',
  'observer-ref',
  'pr-link',
  'prompt_suggestion',
  'rate_limit_event',
  'relocated',
  'repl-mode',
  'result',
  'resume-head-vouch',
  'session-owner',
  'stream_event',
  'summary',
  'tag',
  'tool_progress',
  'tool_use_summary',
  'tools-used',
  'worktree-state',
]);

/** Beginnings of the names of whole families of such types. */
export const idleFamilies: readonly string[] = ['api-request', 'artifact-', 'data-flow-'];

/** What the program tells of itself; versions up to 1.0.95 write no subtype. */
export const systemSubtypes: ReadonlySet<string> = new Set([
  '',
  'api_error',
  'api_retry',
  'away_summary',
  'bridge_status',
  'compact_boundary',
  'files_persisted',
  'hook_progress',
  'hook_response',
  'hook_started',
  'informational',
  'init',
  'local_command',
  'local_command_output',
  'microcompact_boundary',
  'scheduled_task_fire',
  'status',
  'stop_hook_summary',
  'task_notification',
  'task_progress',
  'task_started',
  'turn_duration',
]);

/** Blocks of a message that hold a call. `server_tool_use` runs at the provider, `mcp_tool_use` from there. */
export const callBlocks: ReadonlySet<string> = new Set(['tool_use', 'server_tool_use', 'mcp_tool_use']);

/** Blocks of a message that hold a result. */
export const resultBlocks: ReadonlySet<string> = new Set([
  'tool_result',
  'mcp_tool_result',
  'web_search_tool_result',
  'web_fetch_tool_result',
  'code_execution_tool_result',
  'bash_code_execution_tool_result',
  'text_editor_code_execution_tool_result',
]);

/** All other blocks of https://docs.claude.com/en/api/messages, which hold no call. */
export const idleBlocks: ReadonlySet<string> = new Set([
  'text',
  'thinking',
  'redacted_thinking',
  'image',
  'document',
  'search_result',
  'container_upload',
  'tool_reference',
  'compaction',
]);

/** What tells of a call while it runs; other kinds are looked through for calls and permission modes. */
export const progressTypes: ReadonlySet<string> = new Set([
  'agent_progress',
  'bash_progress',
  'hook_progress',
  'mcp_progress',
  'powershell_progress',
  'query_update',
  'search_results_received',
  'skill_progress',
  'waiting_for_task',
]);

/** What the program adds to a conversation; other kinds are looked through for calls and permission modes. */
export const attachmentTypes: ReadonlySet<string> = new Set([
  'advisor_tool',
  'agent_listing_delta',
  'async_hook_response',
  'auto_mode',
  'auto_mode_exit',
  'command_permissions',
  'companion_intro',
  'compact_file_reference',
  'date_change',
  'deferred_tools_delta',
  'diagnostics',
  'edited_text_file',
  'file',
  'hook_additional_context',
  'hook_blocking_error',
  'hook_cancelled',
  'hook_non_blocking_error',
  'hook_permission_decision',
  'hook_success',
  'hook_system_message',
  'mcp_instructions_delta',
  'nested_memory',
  'plan_file_reference',
  'plan_mode',
  'plan_mode_exit',
  'plan_mode_reentry',
  'prompt_snapshot',
  'queued_command',
  'read_truncation_notice',
  'remote_session_change',
  'selected_lines_in_ide',
  'skill_listing',
  'structured_output',
  'task_reminder',
  'todo_reminder',
  'total_tokens_reminder',
  'ultra_effort_enter',
]);
