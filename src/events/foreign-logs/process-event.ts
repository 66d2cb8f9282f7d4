import type { EvidenceReference } from '../../evidence/artifact.ts';
import { objectsIn, textAt, timeAt } from './fields.ts';

/** A process start as endpoint detection recorded it. */
export interface ProcessEvent {
  readonly commandLine: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly parentCommandLine?: string;
  readonly evidence: EvidenceReference;
}

/**
 * The process start in a record of Sysmon (`EventData`), osquery (`columns`), ECS (`process`) or plain fields.
 * https://learn.microsoft.com/sysinternals/downloads/sysmon#event-id-1-process-creation
 * https://osquery.io/schema/current/#process_events
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table
 */
export function processEvent(value: unknown, evidence: EvidenceReference): ProcessEvent | undefined {
  let at: string | undefined;
  let commandLine: string | undefined;
  let parentCommandLine: string | undefined;
  for (const fields of objectsIn(value)) {
    at ??= timeAt(fields, timeNames);
    commandLine ??= textAt(fields, commandNames);
    parentCommandLine ??= textAt(fields, [
      'ParentCommandLine',
      'parent_cmdline',
      'process.parent.command_line',
    ]);
  }
  if (at === undefined || commandLine === undefined) return undefined;
  return { at, commandLine, evidence, ...(parentCommandLine !== undefined && { parentCommandLine }) };
}

const timeNames = [
  'UtcTime',
  'columns.time',
  'unixTime',
  '@timestamp',
  'timestamp',
  'Timestamp',
  'TimeGenerated',
  'time',
  'at',
];
const commandNames = [
  'CommandLine',
  'ProcessCommandLine',
  'process.command_line',
  'columns.cmdline',
  'cmdline',
  'command_line',
  'commandLine',
  'command',
];
