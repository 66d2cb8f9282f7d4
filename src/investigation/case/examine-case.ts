import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import type { ScanDocument } from '../../scan/scan-document.ts';
import type { InventoryAccount } from '../../transcripts/inventory.ts';
import type { SearchedTranscripts } from '../../transcripts/secrets/search-transcripts.ts';
import type { CollectedWork } from '../git/collected-work.ts';
import type { CaseWatchers } from '../watchers.ts';
import type { JoinedLogs } from '../witness/foreign-logs.ts';
import { type ExaminedConfiguration, examineConfiguration } from './examine-configuration.ts';
import { type ExaminedWork, examineWork } from './examine-work.ts';
import { scanCase } from './scan-case.ts';

/** Options that say what is examined besides the calls. */
export type ExaminationOption = 'repo' | 'git' | 'queries' | 'allowHost' | 'since' | 'until';

/** What the transcripts of a home told. */
export interface WatchedTranscripts {
  readonly watchers: CaseWatchers;
  readonly account: InventoryAccount;
  /** The search for secrets, which may go on. */
  readonly search: Promise<SearchedTranscripts>;
  /** What other logs told. */
  readonly foreign: JoinedLogs;
}

/** What is found where the calls lead. */
export interface ExaminedCase {
  readonly scan: ScanDocument;
  readonly work: CollectedWork;
  readonly git: ExaminedWork;
  readonly searched: SearchedTranscripts;
  readonly configured: ExaminedConfiguration;
}

/** @throws {TriageError} for a bad query */
export async function examineCase(
  { watchers, account, search, foreign }: WatchedTranscripts,
  evidence: Evidence,
  invocation: Invocation<ExaminationOption>,
): Promise<ExaminedCase> {
  const { options, progress } = invocation;
  const work = watchers.work.result(account);
  const traced = watchers.configuration.result();
  const [scan, git, searched] = await Promise.all([
    scanCase(traced.projects(options.repo), { home: evidence.home, options: {}, progress }),
    examineWork(work, { evidence, invocation }),
    search,
  ]);
  const facts = {
    exposed: { ...watchers.detection.credentials(), witnessed: foreign.credentials },
    inTranscripts: searched.secrets,
    sessions: account.sessions,
    denials: watchers.denials.result(account),
  };
  return { scan, work, git, searched, configured: await examineConfiguration(traced, facts, invocation) };
}
