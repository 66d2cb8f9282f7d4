import type { EvidenceReference } from '../../evidence/artifact.ts';
import { type Fields, objectsIn, textAt, timeAt } from './fields.ts';

/** A tool call as the provider's side recorded it. */
export interface ProviderCall {
  /** `toolu_…`: the one id that every record of a call shares. */
  readonly toolCallId: string;
  readonly sessionId?: string;
  readonly tool?: string;
  /** Command line, path or URL, where the log has details. */
  readonly argument?: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  /** The user or a rule refused it. */
  readonly isRefused?: true;
  readonly evidence: EvidenceReference;
}

/** A session that the provider's side names as the client does. */
export interface ProviderSession {
  readonly sessionId: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  readonly evidence: EvidenceReference;
}

/** Ids of the Compliance API (`clls_…`) are the provider's own and name no transcript. */
const clientSession = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Sessions that any event of telemetry names, whether it tells of a call or not. */
export function providerSessions(value: unknown, evidence: EvidenceReference): readonly ProviderSession[] {
  const found = new Map<string, ProviderSession>();
  let at: string | undefined;
  for (const fields of objectsIn(value)) {
    at = timeAt(fields, timeNames) ?? at;
    const sessionId = textAt(fields, ['session.id']);
    if (sessionId === undefined || !clientSession.test(sessionId) || found.has(sessionId)) continue;
    found.set(sessionId, { sessionId, evidence, ...(at !== undefined && { at }) });
  }
  return [...found.values()];
}

/**
 * Calls in one record of OpenTelemetry logs, of the Compliance API or of an export of them.
 * https://code.claude.com/docs/en/monitoring-usage, https://platform.claude.com/docs/en/manage-claude/compliance-api
 */
export function providerCalls(value: unknown, evidence: EvidenceReference): readonly ProviderCall[] {
  const calls = new Map<string, ProviderCall>();
  let at: string | undefined;
  let sessionId: string | undefined;
  for (const fields of objectsIn(value)) {
    at = timeAt(fields, timeNames) ?? at;
    sessionId = textAt(fields, ['session.id', 'session_id', 'sessionId']) ?? sessionId;
    const toolCallId = idOf(fields);
    if (toolCallId === undefined) continue;
    const tool = textAt(fields, ['tool_name', 'name', 'gen_ai.tool.name']);
    const argument = textAt(fields, argumentNames);
    calls.set(toolCallId, {
      ...calls.get(toolCallId),
      toolCallId,
      evidence,
      ...(sessionId !== undefined && { sessionId }),
      ...(tool !== undefined && { tool }),
      ...(argument !== undefined && { argument }),
      ...(at !== undefined && { at }),
      ...(textAt(fields, ['decision']) === 'reject' && { isRefused: true as const }),
    });
  }
  return [...calls.values()];
}

const timeNames = ['event.timestamp', 'timeUnixNano', '@timestamp', 'timestamp', 'created_at', 'time'];
const argumentNames = [
  'full_command',
  'bash_command',
  'tool_parameters.full_command',
  'tool_parameters.bash_command',
  'input.command',
  'input.file_path',
  'input.url',
  'process.command_line',
  'tool_parameters',
  'tool_input',
  'input',
];

function idOf(fields: Fields): string | undefined {
  const id = textAt(fields, ['tool_use_id', 'gen_ai.tool.call.id']);
  if (id !== undefined) return id;
  const block = fields['type'] === 'tool_use' ? textAt(fields, ['id']) : undefined;
  return block?.startsWith('toolu_') ? block : undefined;
}
