import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { outcomeOfCode } from '../../dialects/codex/outcome.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';
import { changedFiles } from './changed-files.ts';
import { promptEntries } from './prompt-entries.ts';
import type { Reading, Rollout } from './rollout.ts';
import { completedItem, startedItem } from './turn-items.ts';

/** Say nothing that the items of the conversation do not say, or nothing of calls, prompts and modes. */
const silent = `
  task_started task_complete turn_started turn_complete agent_message agent_message_delta agent_reasoning
  agent_reasoning_delta agent_reasoning_raw_content agent_reasoning_section_break context_compacted
  entered_review_mode exited_review_mode  thread_rolled_back undo_started undo_completed
  web_search_begin web_search_end mcp_tool_call_begin exec_command_begin exec_command_output_delta patch_apply_begin
  view_image_tool_call thread_name_updated thread_goal_updated error warning stream_error background_event plan_update
  turn_diff exec_approval_request apply_patch_approval_request image_generation_begin image_generation_end
  terminal_interaction shutdown_complete deprecation_notice dynamic_tool_call_request dynamic_tool_call_response
  collab_agent_spawn_begin collab_agent_spawn_end collab_agent_interaction_begin collab_agent_interaction_end
  collab_waiting_begin collab_waiting_end collab_close_begin collab_close_end collab_resume_begin collab_resume_end
  sub_agent_activity guardian_assessment guardian_warning thread_settings_applied model_reroute session_configured
`;

/**
 * Events for the screen: most repeat what the items say, so they tell more of a call and are never one.
 * https://github.com/openai/codex/blob/main/codex-rs/protocol/src/protocol.rs (`EventMsg`)
 */
export const eventReadings: Readonly<Record<string, Reading>> = {
  ...Object.fromEntries(
    silent
      .trim()
      .split(/\s+/)
      .map((type): [string, Reading] => [type, () => []]),
  ),
  user_message: ({ message }, rollout) => promptEntries(textOf(message), { form: 'event', rollout }),
  item_started: startedItem,
  item_completed: completedItem,
  exec_command_end: (payload, rollout) => ended(payload, commandOutcome(payload), rollout),
  patch_apply_end: (payload, rollout) => ended(payload, patchOutcome(payload), rollout),
  mcp_tool_call_end: (payload, rollout) => ended(payload, serverOutcome(payload), rollout),
  turn_aborted: (_payload, rollout) =>
    rollout.leftOpen().map((callId) => ({ kind: 'end', callId, outcome: 'interrupted' })),
  token_count: tokens,
};

function ended(
  payload: JsonObject,
  outcome: Outcome | undefined,
  rollout: Rollout,
): readonly UnplacedEntry[] {
  const callId = textOf(payload['call_id']);
  const call = callId === undefined ? undefined : rollout.call(callId);
  if (callId === undefined || !call || outcome === undefined) return [];
  call.ended = outcome;
  const edits = changedFiles(payload['changes']);
  if (edits.length > 0) call.edits = edits;
  return [{ kind: 'end', callId, outcome }];
}

function commandOutcome({ exit_code: code, status }: JsonObject): Outcome | undefined {
  if (status === 'declined') return 'denied';
  return typeof code === 'number' ? outcomeOfCode(code) : undefined;
}

function patchOutcome({ success, status }: JsonObject): Outcome | undefined {
  return status === 'declined' ? 'denied' : outcomeOf(success);
}

/** `{"Ok": {…, "isError": true}}` or `{"Err": "…"}`. */
function serverOutcome({ result }: JsonObject): Outcome | undefined {
  const { Ok: answer, Err: failure } = objectOf(result) ?? {};
  if (failure !== undefined) return 'failed';
  return answer === undefined ? undefined : outcomeOf(objectOf(answer)?.['isError'] !== true);
}

function outcomeOf(success: unknown): Outcome | undefined {
  return typeof success === 'boolean' ? outcomeOfCode(success ? 0 : 1) : undefined;
}

/** All tokens of the session until now. */
function tokens({ info }: JsonObject, { threadId, model }: Rollout): readonly UnplacedEntry[] {
  const total = objectOf(objectOf(info)?.['total_token_usage']);
  if (!total) return [];
  const count = (name: string): number => {
    const value = total[name];
    return typeof value === 'number' && value > 0 ? value : 0;
  };
  const cacheRead = count('cached_input_tokens');
  const input = Math.max(0, count('input_tokens') - cacheRead);
  const sums = { input, output: count('output_tokens'), cacheRead, cacheCreation: 0 };
  return [{ kind: 'usage', id: `tokens of ${threadId}`, ...(model !== undefined && { model }), ...sums }];
}
