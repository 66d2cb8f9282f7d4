import type { ProviderSide } from '../../assess/join-logs/sides.ts';
import {
  type ProviderCall,
  type ProviderSession,
  providerCalls,
  providerSessions,
} from '../../events/foreign-logs/provider-call.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { ForeignRecord } from '../../evidence/foreign-logs/foreign-record.ts';
import { readForeignLog } from '../../evidence/foreign-logs/read-foreign-log.ts';
import type { ReportGap } from '../../evidence/gap.ts';
import { reportEmpty, reportUnknownLines } from './unread-records.ts';

const linesTold = 5;

/** Reads a log of the provider alone. @throws {TriageError} where it cannot be opened */
export async function readProviderLog(
  path: string,
  provider: ProviderRecords,
  reportGap: ReportGap,
): Promise<void> {
  const unknown: EvidenceReference[] = [];
  let [told, count] = [0, 0];
  for await (const batch of readForeignLog(path, reportGap)) {
    for (const record of batch) {
      if (provider.take(record)) told += 1;
      if (typeof record.value !== 'string') continue;
      count += 1;
      if (unknown.length < linesTold) unknown.push(record.evidence);
    }
  }
  reportUnknownLines({ path, count, first: unknown }, reportGap);
  if (told === 0) reportEmpty(path, 'tool call and no session', reportGap);
}

/** Calls and sessions that the provider of the agent logged, over all files. */
export class ProviderRecords {
  readonly #calls = new Map<string, ProviderCall>();
  readonly #sessions = new Map<string, ProviderSession>();

  /** @returns whether the record tells of any */
  take({ value, evidence }: ForeignRecord): boolean {
    const [calls, sessions] = [providerCalls(value, evidence), providerSessions(value, evidence)];
    for (const call of calls) this.#merge(call);
    for (const session of sessions)
      if (!this.#sessions.has(session.sessionId)) this.#sessions.set(session.sessionId, session);
    return calls.length + sessions.length > 0;
  }

  /** @param inWindow whether a time counts */
  result(inWindow: (at: string | undefined) => boolean): ProviderSide {
    return {
      providerCalls: [...this.#calls.values()].filter(({ at }) => inWindow(at)),
      providerSessions: [...this.#sessions.values()].filter(({ at }) => inWindow(at)),
    };
  }

  /** Decision and result of a call are two records; it was refused where none says otherwise. */
  #merge(record: ProviderCall): void {
    const known = this.#calls.get(record.toolCallId);
    const { isRefused: _one, ...call } = { ...record, ...known };
    const isRefused = record.isRefused === true && (known === undefined || known.isRefused === true);
    this.#calls.set(record.toolCallId, { ...call, ...(isRefused && { isRefused }) });
  }
}
