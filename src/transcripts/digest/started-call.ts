import type { IdHash, ScannedValue } from '../scanner/scanned-value.ts';
import type { RecordView } from '../sources/claude-code/record-view.ts';

/** `progress` records that a tool writes while it runs; 2.1.9 to 2.1.83. */
const running: ReadonlySet<string> = new Set([
  'bash_progress',
  'powershell_progress',
  'mcp_progress',
  'agent_progress',
]);

/** The call that a `progress` record proves to have begun. */
export function startedCallOf(record: RecordView): IdHash | undefined {
  const call = record.parentToolUseId;
  const data = call && record.data;
  return data && provesStart(data) ? call : undefined;
}

/** A hook before the call proves nothing: it may refuse it. */
function provesStart(data: ScannedValue): boolean {
  const kind = data.member('type')?.text() ?? '';
  if (kind === 'hook_progress') return data.member('hookEvent')?.text()?.startsWith('PostToolUse') ?? false;
  return running.has(kind);
}
