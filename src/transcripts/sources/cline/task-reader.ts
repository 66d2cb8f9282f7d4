import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { RecordedMode, UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';
import { outcomeOfRequest, resultIn } from './request-text.ts';
import { type ShownCall, shownCall } from './shown-call.ts';

/** Say nothing of calls, prompts and modes that other messages do not say. */
const idle: ReadonlySet<string> = new Set(
  `text reasoning checkpoint_created task_progress api_req_finished api_req_retried api_req_retry_delayed api_req_deleted
   completion_result shell_integration_warning shell_integration_warning_with_suggestion mcp_server_response
   mcp_server_request_started mcp_notification browser_action browser_action_result clineignore_error rooignore_error
   condense condense_context condense_context_error info deleted_api_reqs load_mcp_documentation generate_explanation
   followup plan_mode_respond act_mode_respond resume_task resume_completed_task api_req_failed mistake_limit_reached
   auto_approval_max_req_reached new_task report_bug summarize_task use_mcp_server_response error_retry todo_list
   user_edit_todos codebase_search_result image hook_status hook_output_stream conditional_rules_applied
   subtask_result`.split(/\s+/),
);

/** What the human wrote after the task. */
const wordsOfHumans: ReadonlySet<string> = new Set(['task', 'user_feedback', 'user_feedback_diff']);
const failures: ReadonlySet<string> = new Set(['error', 'diff_error']);

interface OpenCall {
  readonly id: string;
  readonly isCommand: boolean;
  outcome: Outcome | undefined;
  output: string;
}

/** The entries of one task, message by message: what a call gave back stands in those that follow. */
export class TaskReader {
  readonly #task: string;
  #open: OpenCall | undefined;
  #cwd: string | undefined;
  #hasTask = false;

  constructor(task: string) {
    this.#task = task;
  }

  message(message: JsonObject, index: number): UnplacedEntry[] {
    const name = textOf(message['say']) ?? textOf(message['ask']) ?? '';
    const text = textOf(message['text']) ?? '';
    const at = typeof message['ts'] === 'number' ? { at: message['ts'] } : {};
    if (name === 'api_req_started') return this.#request(text, at);
    if (name === 'command_output') return this.#output(text);
    if (failures.has(name)) return this.#failed(text, at);
    if (wordsOfHumans.has(name) || (name === 'text' && !this.#hasTask)) return this.#prompt(text, at);
    const call = message['partial'] === true ? undefined : shownCall(name, text);
    if (call) return this.#call(call, { id: `${this.#task}:${index}`, mode: modeOf(message), ...at });
    if (idle.has(name) || message['partial'] === true) return [];
    return [{ kind: 'unclaimed', type: name || 'no type', mayHoldCall: couldHold(message) }];
  }

  #prompt(text: string, at: { readonly at?: number }): UnplacedEntry[] {
    this.#hasTask = true;
    return text === '' ? [] : [{ kind: 'prompt', text, ...at }];
  }

  #call(
    { tool, input, cwd, isCommand }: ShownCall,
    { id, mode, at }: { readonly id: string; readonly mode: RecordedMode; readonly at?: number },
  ): UnplacedEntry[] {
    this.#cwd ??= cwd;
    this.#open = { id, isCommand, outcome: undefined, output: '' };
    const folder = this.#cwd === undefined ? {} : { cwd: this.#cwd };
    return [{ kind: 'call', id, tool, input, mode, ...folder, ...(at !== undefined && { at }) }];
  }

  #output(text: string): UnplacedEntry[] {
    if (this.#open) this.#open.output += text;
    return [];
  }

  #failed(text: string, at: { readonly at?: number }): UnplacedEntry[] {
    const call = this.#open;
    if (!call) return [];
    this.#open = undefined;
    return [{ kind: 'result', callId: call.id, outcome: 'failed', isError: true, text, ...at }];
  }

  /** The next request to the model begins with what the call gave back. */
  #request(text: string, at: { readonly at?: number }): UnplacedEntry[] {
    const request = textOf(objectOf(parsed(text))?.['request']) ?? '';
    const cwd = /# Current (?:Working|Workspace) Directory \(([^)\n]{1,4096})\)/.exec(request)?.[1];
    this.#cwd = cwd ?? this.#cwd;
    const context = cwd === undefined ? [] : [contextOf({ cwd, project: cwd })];
    const call = this.#open;
    if (!call) return context;
    this.#open = undefined;
    const outcome = outcomeOfRequest(request, call.isCommand);
    const isError = outcome === 'failed' || outcome === 'denied';
    const result = { outcome, isError, text: resultIn(request) || call.output, ...at };
    return [...context, { kind: 'result', callId: call.id, ...result }];
  }
}

/** Whether somebody was asked is told call by call: `ask` was, `say` was not. */
function modeOf({ type }: JsonObject): RecordedMode {
  const isAsked = type === 'ask';
  return {
    mode: isAsked ? 'default' : 'auto',
    source: 'turn-record',
    recorded: isAsked ? 'asked' : 'auto-approved',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
