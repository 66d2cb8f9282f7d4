import type { Finding } from '../../detect/finding.ts';
import { joinProcesses } from './join-processes.ts';
import { joinProvider } from './join-provider.ts';
import type { ForeignLogs, Recorded } from './sides.ts';

/** What only one side has. */
export function joinLogs(recorded: Recorded, logs: ForeignLogs): readonly Finding[] {
  return [...joinProvider(recorded, logs), ...joinProcesses(recorded, logs.processEvents)];
}
