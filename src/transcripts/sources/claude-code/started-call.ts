import type { RecordView } from './record-view.ts';

/** `progress` records that a tool writes while it runs; 2.1.9 to 2.1.83. Hooks have some, too, and may refuse the call. */
const running: ReadonlySet<string> = new Set([
  'bash_progress',
  'powershell_progress',
  'mcp_progress',
  'agent_progress',
]);

/** Whether a `progress` record proves that its call has begun. */
export function provesStart({ progressKind }: RecordView): boolean {
  return running.has(progressKind);
}
