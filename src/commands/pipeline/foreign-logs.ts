import { joinLogs, type RecordedCall } from '../../assess/join-logs.ts';
import type { Finding } from '../../detect/finding.ts';
import { processEvent } from '../../events/foreign-logs/process-event.ts';
import { providerCalls } from '../../events/foreign-logs/provider-call.ts';
import type { ToolCall } from '../../events/tool-call.ts';
import type { ReportGap } from '../../evidence/gap.ts';
import { readJsonRecords } from '../../evidence/read-json-records.ts';
import type { Options } from '../command.ts';

/** Keeps of each call what a join needs, where there is a log to join. */
export function collectForJoin({ providerLog, processLog }: Options, reportGap: ReportGap) {
  const calls: RecordedCall[] = [];
  const isWanted = providerLog.length + processLog.length > 0;
  return {
    observe(call: ToolCall): void {
      if (!isWanted) return;
      const { id, sessionId, tool, argument, startedAt, endedAt, outcome, permissionMode, evidence } = call;
      const times = {
        ...(startedAt !== undefined && { startedAt }),
        ...(endedAt !== undefined && { endedAt }),
      };
      calls.push({ id, sessionId, tool, argument, outcome, permissionMode, evidence, ...times });
    },
    finish(): readonly Finding[] {
      if (!isWanted) return [];
      const records = (paths: readonly string[]) => paths.flatMap((path) => readJsonRecords(path, reportGap));
      return joinLogs(calls, {
        providerCalls: records(providerLog).flatMap(({ value, evidence }) => providerCalls(value, evidence)),
        processEvents: records(processLog).flatMap(
          ({ value, evidence }) => processEvent(value, evidence) ?? [],
        ),
      });
    },
  };
}
