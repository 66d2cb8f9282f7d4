import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { outcomeOfCode } from '../../dialects/codex/outcome.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';
import { pathOfUri } from '../path-of-uri.ts';
import { argumentsOf, withCommandLine } from './call-input.ts';
import { changedFiles } from './changed-files.ts';
import { madeCall } from './item-readings.ts';
import { patchOf } from './patch-of-changes.ts';
import { promptEntries } from './prompt-entries.ts';
import type { Reading, Rollout } from './rollout.ts';

/** What an item of a turn says was done. */
interface ItemCall {
  readonly tool: string;
  readonly input: JsonObject;
}

/** Say nothing of calls and prompts, or what other records say. */
const silent: ReadonlySet<string> = new Set(
  `AgentMessage Plan Reasoning WebSearch ImageView ImageGeneration ContextCompaction EnteredReviewMode ExitedReviewMode
  HookPrompt SubAgentActivity CollabAgentToolCall Sleep`.split(/\s+/),
);

/** By the type of an item that did something; absent where the human did it. */
const callsOf: Readonly<Record<string, (item: JsonObject) => ItemCall | undefined>> = {
  CommandExecution: commandOf,
  FileChange: ({ changes }) => ({ tool: 'apply_patch', input: { patch: patchOf(changes) } }),
  McpToolCall: ({ server, tool, arguments: given }) => ({
    tool: `mcp__${textOf(server) ?? ''}__${textOf(tool) ?? ''}`,
    input: argumentsOf(given),
  }),
  DynamicToolCall: ({ tool, arguments: given }) => ({ tool: textOf(tool) ?? '', input: argumentsOf(given) }),
};

/**
 * Items of a turn as the screen shows them: prompts of versions that keep a history in pages, and what a script of the
 * tool `exec` did. An item of a call that the conversation has tells how it ended.
 * https://github.com/openai/codex/blob/main/codex-rs/protocol/src/items.rs (`TurnItem`)
 */
export const startedItem: Reading = ({ item, started_at_ms: at }, rollout) => {
  const known = objectOf(item) ?? {};
  return textOf(known['type']) === 'UserMessage' ? [] : itemEntries(known, { rollout, at, isOver: false });
};

export const completedItem: Reading = ({ item, started_at_ms: at }, rollout) => {
  const known = objectOf(item) ?? {};
  if (textOf(known['type']) !== 'UserMessage') return itemEntries(known, { rollout, at, isOver: true });
  const texts = listOf(known['content']).flatMap((block) => textOf(objectOf(block)?.['text']) ?? []);
  return promptEntries(texts.join('\n'), { form: 'item', rollout });
};

interface ItemOfRollout {
  readonly rollout: Rollout;
  readonly at: unknown;
  readonly isOver: boolean;
}

function itemEntries(item: JsonObject, { rollout, at, isOver }: ItemOfRollout): readonly UnplacedEntry[] {
  const type = textOf(item['type']) ?? '';
  if (silent.has(type)) return [];
  const read = Object.hasOwn(callsOf, type) ? callsOf[type] : undefined;
  const id = textOf(item['id']);
  if (!read || id === undefined) return [{ kind: 'unclaimed', type: type || 'no type', mayHoldCall: true }];
  const call = read(item);
  if (!call) return [];
  const callId = rollout.call(id) ? id : (rollout.scripted(id, call) ?? id);
  const time = typeof at === 'number' && at > 0 ? { at } : {};
  const made = rollout.call(callId)
    ? []
    : madeCall({ callId, ...call }, rollout).map((entry) => ({ ...entry, ...time }));
  if (made.length > 0) rollout.itemMade(callId);
  return isOver ? [...made, ...endOf(callId, item, rollout)] : made;
}

function endOf(callId: string, item: JsonObject, rollout: Rollout): readonly UnplacedEntry[] {
  const outcome = outcomeOf(item);
  if (outcome === undefined) return [];
  const edits = changedFiles(item['changes']);
  const call = rollout.call(callId);
  if (call) {
    call.ended = outcome;
    if (edits.length > 0) call.edits = edits;
  }
  if (!rollout.isItem(callId)) return [{ kind: 'end', callId, outcome }];
  rollout.answered(callId);
  const text = textOf(item['aggregated_output']) ?? textOf(item['stderr']) ?? '';
  const isError = outcome !== 'succeeded';
  return [
    {
      kind: 'result',
      callId,
      outcome,
      text: text.slice(0, longestText),
      isError,
      ...(edits.length > 0 && { edits }),
    },
  ];
}

const longestText = 200_000;

function outcomeOf({ status, exit_code: code, result, error, success }: JsonObject): Outcome | undefined {
  if (status === 'declined') return 'denied';
  if (typeof code === 'number') return outcomeOfCode(code);
  const hasFailed =
    objectOf(result)?.['isError'] === true || objectOf(error) !== undefined || success === false;
  if (status === 'failed' || hasFailed) return 'failed';
  return status === 'completed' ? 'succeeded' : undefined;
}

/** A command that the human typed behind `!` is none of the agent's. */
function commandOf(item: JsonObject): ItemCall | undefined {
  if (item['source'] === 'user_shell') return undefined;
  const { command: line } = withCommandLine({ command: item['command'] });
  const cwd = textOf(item['cwd']);
  const workdir = pathOfUri(cwd) ?? cwd;
  const typed = textOf(item['interaction_input']);
  if (typed !== undefined)
    return {
      tool: 'write_stdin',
      input: { command: typed, chars: typed, ...(workdir !== undefined && { workdir }) },
    };
  return {
    tool: 'exec_command',
    input: { cmd: textOf(line) ?? '', ...(workdir !== undefined && { workdir }) },
  };
}
