import { type JsonObject, objectOf, textOf } from '../../../json-object.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import { outcomeOf, resultText } from './outcome.ts';

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
  'system.notification',
  'session.shutdown',
  'session.info',
  'permission.requested',
  'abort',
]);

type Reading = (event: EventContent) => readonly UnplacedEntry[];

/**
 * The entries of the events of one file. The form is that of 1.0.64 to 1.0.68; the meaning of
 * `session.permissions_changed`, `session.resume` and `permission.completed`, which are rare, is that of
 * https://github.com/kenn-io/agentsview/blob/main/internal/parser/copilot.go
 */
export class EventReader {
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
      const tool = textOf(data['toolName']) ?? '';
      const input = objectOf(data['arguments']) ?? { value: data['arguments'] };
      return [{ kind: 'call', ...(id !== undefined && { id }), tool, input, ...event }];
    },
    'tool.execution_complete': ({ data, ...event }) => {
      const outcome = outcomeOf(data);
      const isError = data['success'] === false;
      return [{ kind: 'result', ...callIdOf(data), outcome, isError, text: resultText(data), ...event }];
    },
    'permission.completed': ({ data, ...event }) => {
      const answer = textOf(objectOf(data['result'])?.['kind']) ?? '';
      if (answer === '' || answer.startsWith('approved')) return [];
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

function callIdOf(data: JsonObject): { readonly callId?: string } {
  const callId = textOf(data['toolCallId']);
  return callId === undefined ? {} : { callId };
}
