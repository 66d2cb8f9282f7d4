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
  readonly evidence: EvidenceReference;
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
