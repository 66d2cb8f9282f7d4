import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { editsOf } from './edits.ts';
import { outcomeOf, resultText } from './outcome.ts';
import { Shells } from './shells.ts';

/** What an event says: its time, and what it carries. */
interface EventContent {
  /** Milliseconds. */
  readonly at?: number;
  readonly data: JsonObject;
}

/** Events that repeat others, or tell of the program itself. */
const idle: ReadonlySet<string> = new Set([
  'hook.start',
  'hook.end',
  'assistant.turn_start',
  'assistant.message',
  'assistant.turn_end',
  'system.message',
  'session.shutdown',
  'session.info',
  'session.idle',
  'session.mode_changed',
  'session.plan_changed',
  'session.title_changed',
  'session.truncation',
  'session.warning',
  'permission.requested',
  'subagent.started',
  'subagent.completed',
  'subagent.failed',
  'subagent.selected',
  'tool.execution_partial_result',
  'tool.execution_progress',
]);

type Reading = (event: EventContent) => readonly UnplacedEntry[];

/**
 * The entries of the events of one file. The form is that of 1.0.64 to 1.0.68; the meaning of
 * `session.permissions_changed`, `session.resume` and `permission.completed`, which are rare, is that of
 * https://github.com/kenn-io/agentsview/blob/main/internal/parser/copilot.go, that of subagents and servers
 * https://github.com/github/copilot-sdk/blob/main/nodejs/src/generated/session-events.ts
 */
export class EventReader {
  readonly #shells = new Shells();
  readonly #open = new Map<string, JsonObject>();
  readonly #refused = new Set<unknown>();
  readonly #readings: Readonly<Record<string, Reading>> = {
    'session.start': sessionOf,
    'session.resume': sessionOf,
    'session.model_change': ({ data }) => [contextOf({ model: textOf(data['newModel']) })],
    'session.permissions_changed': ({ data, ...event }) => {
      const isOff = data['allowAllPermissions'] === true;
      const recorded = `allowAllPermissions: ${isOff}`;
      const mode = isOff ? 'bypassPermissions' : 'default';
      return [{ kind: 'mode', mode, source: 'mode-change', recorded, ...event }];
    },
    'user.message': ({ data, ...event }) => {
      const text = textOf(data['content']);
      return text === undefined ? [] : [{ kind: 'prompt', text, ...event }];
    },
    'tool.execution_start': ({ data, ...event }) => {
      const id = textOf(data['toolCallId']);
      const input = objectOf(data['arguments']) ?? { value: data['arguments'] };
      const agentId = textOf(data['parentToolCallId']);
      if (id !== undefined) this.#open.set(id, input);
      const call = { tool: toolOf(data), input, ...(agentId !== undefined && { agentId }), ...event };
      return [{ kind: 'call', ...(id !== undefined && { id }), ...call }];
    },
    'tool.execution_complete': ({ data, ...event }) => {
      const id = textOf(data['toolCallId']) ?? '';
      const input = this.#open.get(id) ?? {};
      this.#open.delete(id);
      const text = resultText(data);
      // A refused call is answered as one that failed.
      const isRefused = this.#refused.has(id) && data['success'] === false;
      const said = isRefused ? 'denied' : outcomeOf(data);
      const outcome = this.#shells.outcomeOf({ id, input, text, said });
      const isError = data['success'] === false;
      const edits = editsOf(input, data);
      const result = { outcome, isError, text, ...(edits.length > 0 && { edits }), ...event };
      return [{ kind: 'result', ...callIdOf(data), ...result }, ...this.#shells.ended(id, input, text)];
    },
    'system.notification': ({ data }) => this.#shells.notified(objectOf(data['kind']) ?? {}),
    abort: () => {
      const calls = [...this.#open.keys()];
      this.#open.clear();
      return calls.map((callId) => ({ kind: 'end', callId, outcome: 'interrupted' }));
    },
    'permission.completed': ({ data, ...event }) => {
      const answer = textOf(objectOf(data['result'])?.['kind']) ?? '';
      if (answer === '' || answer.startsWith('approved')) return [];
      this.#refused.add(data['toolCallId']);
      return [
        { kind: 'result', ...callIdOf(data), outcome: 'denied', isError: true, text: answer, ...event },
      ];
    },
  };

  entriesOf(record: JsonObject): readonly UnplacedEntry[] {
    const type = textOf(record['type']) ?? '';
    if (idle.has(type)) return [];
    const reading = Object.hasOwn(this.#readings, type) ? this.#readings[type] : undefined;
    const data = objectOf(record['data']);
    if (!reading || !data) return [{ kind: 'unclaimed', type, mayHoldCall: couldHold(record) }];
    const at = Date.parse(textOf(record['timestamp']) ?? '');
    return reading({ data, ...(!Number.isNaN(at) && { at }) });
  }
}

function sessionOf({ data, ...event }: EventContent): readonly UnplacedEntry[] {
  const place = objectOf(data['context']) ?? {};
  const context = contextOf({
    sessionId: textOf(data['sessionId']),
    cwd: textOf(place['cwd']),
    gitBranch: textOf(place['branch']),
    version: textOf(data['copilotVersion']),
    model: textOf(data['selectedModel']),
  });
  return [{ ...context, ...event }];
}

/** A server's tool under its server, as other agents name it: `<server>-<tool>` says not where the one ends. */
function toolOf(data: JsonObject): string {
  const [server, tool] = [textOf(data['mcpServerName']), textOf(data['mcpToolName'])];
  return server !== undefined && tool !== undefined
    ? `mcp__${server}__${tool}`
    : (textOf(data['toolName']) ?? '');
}

function callIdOf(data: JsonObject): { readonly callId?: string } {
  const callId = textOf(data['toolCallId']);
  return callId === undefined ? {} : { callId };
}
