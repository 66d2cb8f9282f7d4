import { isJsonObject } from '../json-object.ts';
/** What Claude Code sends before a tool call. https://code.claude.com/docs/en/hooks#pretooluse-input */
export interface HookInput {
  readonly sessionId: string;
  /** Absolute. */
  readonly cwd: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly toolUseId?: string;
  readonly permissionMode?: string;
}

/** Contents of whole files are sent along; beyond this something is wrong. */
export const inputBytesAtMost = 32 * 1024 * 1024;

/**
 * Reads the JSON on standard input.
 * @returns a sentence where it is not what is documented
 */
export function parseHookInput(text: string): HookInput | string {
  const value = parsed(text);
  if (!isJsonObject(value)) return 'the hook input is no JSON object';
  const { hook_event_name: event, tool_name: tool, tool_input: input, cwd } = value;
  if (event !== 'PreToolUse') return 'the hook input is not of a PreToolUse event';
  if (typeof tool !== 'string' || tool === '') return 'the hook input names no tool';
  if (!isJsonObject(input)) return 'the hook input has no tool input';
  if (typeof cwd !== 'string' || !/^(?:[\\/]|[A-Za-z]:[\\/])/.test(cwd))
    return 'the hook input has no working folder';
  const malformed = malformedField(tool, input);
  if (malformed !== undefined) return `the ${malformed} of the call is missing or no text`;
  const { session_id: sessionId, tool_use_id: toolUseId, permission_mode: permissionMode } = value;
  return {
    sessionId: typeof sessionId === 'string' ? sessionId : 'unknown',
    cwd,
    tool,
    input,
    ...(typeof toolUseId === 'string' && { toolUseId }),
    ...(typeof permissionMode === 'string' && { permissionMode }),
  };
}

/** The field that says what a call does, without which nothing can be said of it. */
const decisive: Readonly<Record<string, string>> = {
  Bash: 'command',
  Monitor: 'command',
  PowerShell: 'command',
  Read: 'file_path',
  Write: 'file_path',
  Edit: 'file_path',
  MultiEdit: 'file_path',
  NotebookEdit: 'notebook_path',
  WebFetch: 'url',
};

function malformedField(tool: string, input: Readonly<Record<string, unknown>>): string | undefined {
  const field = Object.hasOwn(decisive, tool) ? decisive[tool] : undefined;
  if (field === undefined) return undefined;
  return Object.hasOwn(input, field) && typeof input[field] === 'string' && input[field] !== ''
    ? undefined
    : field;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
