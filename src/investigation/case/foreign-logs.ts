import { joinLogs } from '../../assess/join-logs/join-logs.ts';
import type { RecordedCall } from '../../assess/join-logs/sides.ts';
import type { Finding } from '../../detect/finding.ts';
import { processEvent } from '../../events/foreign-logs/process-event.ts';
import {
  type ProviderCall,
  providerCalls,
  providerSessions,
} from '../../events/foreign-logs/provider-call.ts';
import type { Gap, ReportGap } from '../../evidence/gap.ts';
import { type JsonRecord, readJsonRecords } from '../../evidence/read-json-records.ts';
import type { OptionsOf } from '../../invocation/options.ts';
import type { CallWatcher, CallWithEffects } from '../../transcripts/call-watcher.ts';

/** Options that name logs of others, and how much of them counts. */
export type ForeignLogOption = 'providerLog' | 'processLog' | 'since' | 'until';

/** What only one side knows: the transcripts, or the logs of others. */
interface JoinedLogs {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

/** Keeps of each call what a join needs, where there is a log to join. */
export function watchForeignLogs(
  options: OptionsOf<ForeignLogOption>,
): CallWatcher<JoinedLogs, CallWithEffects> {
  const calls: RecordedCall[] = [];
  const isWanted = options.providerLog.length + options.processLog.length > 0;
  return {
    call({ call }) {
      if (!isWanted) return;
      const {
        id,
        sessionId,
        tool,
        toolKind,
        argument,
        startedAt,
        endedAt,
        outcome,
        permissionMode,
        evidence,
      } = call;
      const times = {
        ...(startedAt !== undefined && { startedAt }),
        ...(endedAt !== undefined && { endedAt }),
      };
      calls.push({ id, sessionId, tool, toolKind, argument, outcome, permissionMode, evidence, ...times });
    },
    result({ sessions }) {
      if (!isWanted) return { findings: [], gaps: [] };
      const gaps: Gap[] = [];
      const logs = readLogs(options, (gap) => gaps.push(gap));
      return { findings: joinLogs({ calls, sessions }, logs), gaps };
    },
  };
}

function readLogs(
  { providerLog, processLog, since, until }: OptionsOf<ForeignLogOption>,
  reportGap: ReportGap,
) {
  const inWindow = ({ at }: { readonly at?: string }): boolean =>
    at === undefined ||
    ((since?.toISOString() ?? '') <= at && (until === undefined || at <= until.toISOString()));
  const read = <T>(path: string, take: (record: JsonRecord) => readonly T[], what: string): readonly T[] => {
    const found = readJsonRecords(path, reportGap).flatMap(take);
    if (found.length === 0) {
      const reason = `holds no ${what}: nothing could be compared with it`;
      reportGap({ kind: 'unsupported', reason, evidence: { path } });
    }
    return found;
  };
  const provider = providerLog.flatMap((path) =>
    read(
      path,
      ({ value, evidence }) => [providerOf(value, evidence)].filter(isTelling),
      'tool call and no session',
    ),
  );
  return {
    providerCalls: mergedCalls(provider.flatMap(({ calls }) => calls)).filter(inWindow),
    providerSessions: firstOfEach(provider.flatMap(({ sessions }) => sessions)).filter(inWindow),
    processEvents: processLog
      .flatMap((path) =>
        read(path, ({ value, evidence }) => [processEvent(value, evidence) ?? []].flat(), 'process start'),
      )
      .filter(inWindow),
  };
}

function providerOf(value: unknown, evidence: JsonRecord['evidence']) {
  return { calls: providerCalls(value, evidence), sessions: providerSessions(value, evidence) };
}

function isTelling({ calls, sessions }: ReturnType<typeof providerOf>): boolean {
  return calls.length + sessions.length > 0;
}

/** Decision and result of a call are two records; it was refused where none says otherwise. */
function mergedCalls(records: readonly ProviderCall[]): readonly ProviderCall[] {
  const calls = new Map<string, ProviderCall>();
  for (const record of records) {
    const known = calls.get(record.toolCallId);
    const { isRefused: _one, ...call } = { ...record, ...known };
    const isRefused = record.isRefused === true && (known === undefined || known.isRefused === true);
    calls.set(record.toolCallId, { ...call, ...(isRefused && { isRefused }) });
  }
  return [...calls.values()];
}

function firstOfEach<T extends { readonly sessionId: string }>(sessions: readonly T[]): readonly T[] {
  const first = new Map<string, T>();
  for (const session of sessions) if (!first.has(session.sessionId)) first.set(session.sessionId, session);
  return [...first.values()];
}
