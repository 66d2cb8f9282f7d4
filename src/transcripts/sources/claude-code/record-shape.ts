import type { Wanted } from '../../scanner/shape.ts';

/** Names of members that are read, each where {@link recordShape} has it, and their numbers on the tape. */
export const field = {
  line: 0,
  type: 1,
  subtype: 2,
  sessionId: 3,
  session_id: 4,
  timestamp: 5,
  cwd: 6,
  gitBranch: 7,
  version: 8,
  claude_code_version: 9,
  entrypoint: 10,
  isSidechain: 11,
  isMeta: 12,
  isCompactSummary: 13,
  agentId: 14,
  parent_tool_use_id: 15,
  permissionMode: 16,
  uuid: 17,
  parentUuid: 18,
  parentToolUseID: 19,
  origin: 20,
  kind: 21,
  content: 22,
  tools: 23,
  attachment: 24,
  hookEvent: 25,
  toolUseID: 26,
  permission_denials: 27,
  wireToolInputs: 28,
  toolDenialKind: 29,
  toolUseResult: 30,
  tool_use_result: 31,
  data: 32,
  message: 33,
  id: 34,
  model: 35,
  role: 36,
  usage: 37,
  input_tokens: 38,
  output_tokens: 39,
  cache_read_input_tokens: 40,
  cache_creation_input_tokens: 41,
  block: 42,
  name: 43,
  input: 44,
  inputName: 45,
  wireId: 46,
  tool_use_id: 47,
  is_error: 48,
  text: 49,
  backgroundTaskId: 50,
  isAsync: 51,
  status: 52,
  interrupted: 53,
  wasInterrupted: 54,
  staged: 55,
  success: 56,
  stdout: 57,
  stderr: 58,
  task: 59,
  task_id: 60,
  shellId: 61,
  shell_id: 62,
  exitCode: 63,
  exit_code: 64,
  gitOperation: 65,
  structuredPatch: 66,
  bridgeSessionId: 67,
  url: 68,
  cache_creation: 69,
  ephemeral_1h_input_tokens: 70,
  totalLinesAdded: 71,
  totalLinesRemoved: 72,
  totalToolDuration: 73,
  stop_reason: 74,
  bypass: 75,
  prompt: 76,
  totalToolUseCount: 77,
  _audit_timestamp: 78,
} as const;
export type Field = keyof typeof field;

/** By their numbers. */
export const fields = Object.keys(field) as Field[];

function plain(...names: readonly Field[]): Wanted<Field>[] {
  return names.map((name) => ({ field: name }));
}

function repeated(...names: readonly Field[]): Wanted<Field>[] {
  return names.map((name) => ({ field: name, mode: 'repeated' }));
}

function ids(...names: readonly Field[]): Wanted<Field>[] {
  return names.map((name) => ({ field: name, mode: 'id' }));
}

const type: Wanted<Field> = { field: 'type', mode: 'name' };
const timestamp: Wanted<Field> = { field: 'timestamp', mode: 'time' };

const taskMembers = plain('task_id', 'shellId', 'shell_id', 'status', 'exitCode', 'exit_code');

/** Of a result, as the program that ran the tool records it: what tells of the call's outcome. */
const structuredMembers: readonly Wanted<Field>[] = [
  ...plain('backgroundTaskId', 'isAsync', 'interrupted', 'wasInterrupted', 'staged', 'success'),
  ...plain('stdout', 'stderr', 'agentId', 'totalToolUseCount', 'gitOperation', 'structuredPatch'),
  ...taskMembers,
  { field: 'task', members: taskMembers },
];

const result: readonly Wanted<Field>[] = [
  { field: 'toolUseResult', members: structuredMembers },
  { field: 'tool_use_result', members: structuredMembers },
  ...plain('toolDenialKind'),
];

const block: Wanted<Field> = {
  field: 'block',
  members: [
    type,
    ...ids('id', 'tool_use_id'),
    { field: 'input', names: 'inputName' },
    ...plain('name', 'content', 'is_error', 'text'),
  ],
};

const usage: Wanted<Field> = {
  field: 'usage',
  members: [
    ...plain('input_tokens', 'output_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'),
    { field: 'cache_creation', members: plain('ephemeral_1h_input_tokens') },
  ],
};

/** https://docs.claude.com/en/api/messages */
const message: Wanted<Field> = {
  field: 'message',
  members: [
    ...ids('id'),
    ...repeated('model'),
    { field: 'role', mode: 'name' },
    { field: 'stop_reason', mode: 'name' },
    usage,
    { field: 'content', elements: block },
  ],
};

/** What a tool says while it runs; `agent_progress` records carry the record of a subagent. */
const data: Wanted<Field> = {
  field: 'data',
  members: [type, ...plain('agentId'), { field: 'message', members: [timestamp, ...result, message] }],
};

/** What a line of a transcript is read for. */
export const recordShape: Wanted<Field> = {
  field: 'line',
  members: [
    type,
    { field: 'subtype', mode: 'name' },
    timestamp,
    { field: '_audit_timestamp', mode: 'time' },
    ...repeated(
      'sessionId',
      'session_id',
      'cwd',
      'gitBranch',
      'version',
      'claude_code_version',
      'entrypoint',
    ),
    ...repeated('agentId', 'parent_tool_use_id', 'permissionMode'),
    ...ids('uuid', 'parentUuid', 'parentToolUseID'),
    ...plain(
      'isSidechain',
      'isMeta',
      'isCompactSummary',
      'content',
      'tools',
      'permission_denials',
      'bridgeSessionId',
      'totalLinesAdded',
      'totalLinesRemoved',
      'totalToolDuration',
    ),
    { field: 'origin', members: plain('kind') },
    {
      field: 'attachment',
      members: [type, ...plain('hookEvent', 'url', 'bypass', 'prompt'), ...ids('toolUseID')],
    },
    { field: 'wireToolInputs', names: 'wireId' },
    ...result,
    data,
    message,
  ],
};

/** Types of records and of blocks. */
export const names: readonly string[] = [
  'assistant',
  'user',
  'tool_use',
  'tool_result',
  'text',
  'thinking',
  'progress',
  'system',
  'attachment',
  'queue-operation',
  'file-history-snapshot',
  'agent_progress',
  'bash_progress',
  'hook_progress',
  'mcp_progress',
  'tools-used',
  'cost-state',
  'permission-mode',
  'summary',
  'end_turn',
  'image',
];
