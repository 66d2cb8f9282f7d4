import { watchActivity } from '../assess/activity.ts';
import type { Evidence } from '../evidence/configuration/read-text.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { CallWatcher } from '../transcripts/call-watcher.ts';
import { analystAnswers } from './case/analyst-answers.ts';
import { watchStartedAgents } from './case/watch-started-agents.ts';
import { watchTampering } from './case/watch-tampering.ts';
import { watchUnderstanding } from './case/watch-understanding.ts';
import { watchConfiguration } from './configuration/traced-configuration.ts';
import { watchDenials } from './configuration/watch-denials.ts';
import { watchWithQueries } from './detection.ts';
import { watchWork } from './git/collected-work.ts';
import { type ForeignLogOption, watchForeignLogs } from './witness/foreign-logs.ts';

/** Options that say what is looked for in calls. */
export type WatcherOption = ForeignLogOption | 'queries' | 'allowHost';

/**
 * The questions that a case asks its calls, by name. A new one is a file and a line here; its answer is
 * `watchers.<name>.result(account)`.
 * @throws {TriageError} for a bad query
 */
export async function caseWatchers(evidence: Evidence, invocation: Invocation<WatcherOption>) {
  const { options } = invocation;
  return {
    detection: await watchWithQueries(options, evidence.home, analystAnswers(invocation)),
    tampering: watchTampering(),
    understanding: watchUnderstanding(),
    startedAgents: watchStartedAgents(),
    configuration: watchConfiguration(evidence),
    denials: watchDenials(evidence),
    work: watchWork(),
    activity: watchActivity(),
    foreignLogs: watchForeignLogs(options, evidence.home.recordedPath),
  } satisfies Readonly<Record<string, CallWatcher<unknown>>>;
}

export type CaseWatchers = Awaited<ReturnType<typeof caseWatchers>>;
