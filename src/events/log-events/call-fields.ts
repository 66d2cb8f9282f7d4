import { findSecrets } from '../../secrets/find-secrets.ts';
import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { FieldValue } from './log-event.ts';

/** Longer texts are cut: a query that needs more of a file's content looks at the file. */
const longestText = 256 * 1024;

/** Input keys that hold what a field means, the first one that is there wins. */
const inputKeys = {
  command: ['command', 'script', 'code'],
  file_path: ['file_path', 'notebook_path', 'path'],
  url: ['url', 'uri'],
  content: ['content', 'new_string', 'new_source'],
  query: ['query', 'pattern', 'prompt'],
} as const;

const inputEntries = Object.entries(inputKeys);

/** Fields of a whole tool call. */
export function callFields(call: ToolCall, analysis: CommandAnalysis): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = { event_type: 'tool_call' };
  for (const [field, keys] of inputEntries) {
    const text = keys.map((key) => call.input[key]).find((value) => typeof value === 'string');
    if (text !== undefined) fields[field] = text.slice(0, longestText);
  }
  if (call.mcp) fields['mcp_server'] = call.mcp.server;
  const kinds = printedSecrets(call);
  if (kinds.length > 0) fields['printed_secrets'] = kinds;
  if (call.contradicted) fields['contradicted'] = true;
  if (call.result) fields['tool_response'] = call.result.text.slice(0, longestText);
  const actions = [...new Set(analysis.effects.map(({ action }) => action))];
  const zones = [...new Set(analysis.effects.map(({ zone }) => zone))];
  return { ...fields, Actions: actions, Zones: zones };
}

/** Kinds of the credentials that a result shows; of a tool that is no server's, of private keys alone. */
function printedSecrets({ mcp, result }: ToolCall): readonly string[] {
  const text = result?.text ?? '';
  if (!mcp) return wholeKey.test(text) ? ['private-key'] : [];
  return [...new Set(findSecrets(text.slice(0, longestSearched)).map(({ kind }) => kind))];
}

const longestSearched = 64 * 1024;

/** With enough behind its first line to be one, numbered by a tool or not. https://www.rfc-editor.org/rfc/rfc7468 */
const wholeKey =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[rn]|[A-Za-z-]{1,20}: [^\n]{0,200}|\d{1,6}[→\t]){0,40}(?:[A-Za-z0-9+/]{16,80}={0,2}(?:\s|\\[rn]|\d{1,6}[→\t]){0,12}){3}/;
