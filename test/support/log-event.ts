import type { FieldValue, LogEvent } from '../../src/events/log-events/log-event.ts';

let calls = 0;

/** An event with the given fields, of a call that is otherwise of no interest. */
export function logEvent(
  fields: Readonly<Record<string, FieldValue>>,
  given: { category?: string; products?: string[]; startedAt?: string; sessionId?: string } = {},
): LogEvent {
  const sessionId = given.sessionId ?? 'session-1';
  const evidence = { path: 'transcript.jsonl', line: 1 };
  calls += 1;
  return {
    logsource: { products: given.products ?? ['linux'], category: given.category ?? 'process_creation' },
    fields: { session_id: sessionId, ...fields },
    subject: String(fields['CommandLine'] ?? 'subject'),
    call: {
      id: `toolu_${calls}`,
      sessionId,
      tool: 'Bash',
      argument: '',
      permissionMode: 'unknown',
      outcome: 'succeeded',
      evidence,
      ...(given.startedAt !== undefined && { startedAt: given.startedAt }),
    },
    evidence,
  };
}
