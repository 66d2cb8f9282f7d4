import type { RotationInput } from '../../assess/exposure/rotation-list.ts';
import { isVisible } from '../../assess/join-logs/absent-processes.ts';
import type { OrdinaryPlaces } from '../../assess/join-logs/beyond-words.ts';
import { joinLogs } from '../../assess/join-logs/join-logs.ts';
import type { Recorded, RecordedCall } from '../../assess/join-logs/sides.ts';
import type { Sightings } from '../../assess/join-logs/sightings.ts';
import { unexplainedFamilies } from '../../assess/join-logs/unexplained-processes.ts';
import type { Witness } from '../../assess/join-logs/witness.ts';
import type { WitnessJoin } from '../../assess/join-logs/witness-join.ts';
import { witnessedCredentials } from '../../assess/join-logs/witnessed-credentials.ts';
import type { Finding } from '../../detect/finding.ts';
import { credentialKindOf } from '../../events/exposure/credential-kind.ts';
import { isSanctioned, sanctionedByDefault } from '../../events/log-events/sanctioned-hosts.ts';
import type { Gap, ReportGap } from '../../evidence/gap.ts';
import type { OptionsOf } from '../../invocation/options.ts';
import type { CallWatcher } from '../../transcripts/call-watcher.ts';
import { type NamedLog, readEventLogs } from './event-logs.ts';
import type { FittedLog } from './fitted-log.ts';
import { ProviderRecords, readProviderLog } from './provider-side.ts';
import { recordedCall } from './recorded-call.ts';

/** Options that name logs of others, and how much of them counts. */
export type ForeignLogOption = 'providerLog' | 'processLog' | 'witnessLog' | 'since' | 'until' | 'allowHost';

/** What only one side knows: the transcripts, or the logs of others. */
export interface JoinedLogs {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly witnesses: readonly Witness[];
  /** Read by processes that no call explains. */
  readonly credentials: RotationInput['witnessed'];
  /** Absent where no log was given. */
  readonly sightings?: Sightings;
}

/** Keeps of each call what a join needs, where there is a log to join. @param home as the evidence writes it */
export function watchForeignLogs(
  options: OptionsOf<ForeignLogOption>,
  home: string,
): CallWatcher<Promise<JoinedLogs>> {
  const calls: RecordedCall[] = [];
  const isWanted = options.providerLog.length + options.processLog.length + options.witnessLog.length > 0;
  return {
    call(analysed) {
      if (isWanted) calls.push(recordedCall(analysed));
    },
    async result({ sessions }) {
      return isWanted
        ? joined({ calls, sessions }, options, home)
        : { findings: [], gaps: [], witnesses: [], credentials: [] };
    },
  };
}

async function joined(
  recorded: Recorded,
  options: OptionsOf<ForeignLogOption>,
  home: string,
): Promise<JoinedLogs> {
  const gaps: Gap[] = [];
  const reportGap: ReportGap = (gap) => gaps.push(gap);
  const provider = new ProviderRecords();
  for (const path of options.providerLog) await readProviderLog(path, provider, reportGap);
  const inWindow = windowOf(options);
  const { join, logs } = await readEventLogs(namedLogs(options), recorded, { provider, reportGap, inWindow });
  const processWitnesses = logs.filter(({ speaksOfProcesses }) => speaksOfProcesses);
  const sanctioned = [...sanctionedByDefault, ...options.allowHost];
  const places: OrdinaryPlaces = { home, isSanctioned: (host) => isSanctioned(host, sanctioned) };
  const unexplained = unexplainedFamilies(join, home);
  const sides = {
    provider: provider.result((at) => at === undefined || inWindow(Date.parse(at))),
    join,
    unexplained,
    processWitnesses,
  };
  const findings = joinLogs(recorded, sides, places);
  for (const log of logs) gaps.push(...log.gaps());
  gaps.push(...silentGaps(join, processWitnesses), ...boundGaps(join));
  const credentials = witnessedCredentials(unexplained).map((one) => ({
    ...one,
    kind: credentialKindOf(one.file),
  }));
  return {
    findings,
    gaps,
    credentials,
    witnesses: logs.map((log) => log.witness()),
    sightings: join.sightings,
  };
}

function namedLogs({ processLog, witnessLog }: OptionsOf<ForeignLogOption>): readonly NamedLog[] {
  return [
    ...processLog.map((path) => ({ path, mustHold: 'process start', mayBeProvider: false })),
    ...witnessLog.map((path) => ({ path, mustHold: 'event of a form that is read', mayBeProvider: true })),
  ];
}

function windowOf({ since, until }: OptionsOf<'since' | 'until'>): (ms: number) => boolean {
  const from = since?.getTime() ?? Number.NEGATIVE_INFINITY;
  const to = until?.getTime() ?? Number.POSITIVE_INFINITY;
  return (ms) => from <= ms && ms <= to;
}

/** A log of processes that has none of any call is of another machine, or leaves the agent's out: it proves nothing. */
function silentGaps(join: WitnessJoin, logs: readonly FittedLog[]): readonly Gap[] {
  if (join.sightings.size > 0) return [];
  return logs.flatMap(({ scanned: { path }, fromMs, toMs }) => {
    const calls = join.calls.timed.filter(
      (timed) => isVisible(timed) && fromMs <= timed.fromMs && timed.fromMs <= toMs,
    );
    const reason = `shows no process of the ${calls.length} commands that ran in its time: it is of another machine, or leaves out what the agent starts`;
    return calls.length === 0
      ? []
      : [{ kind: 'unsupported' as const, reason, evidence: { path }, limits: 'results' as const }];
  });
}

function boundGaps({ tree, cloud }: WitnessJoin): readonly Gap[] {
  const full =
    'the logs tell of more agents, or processes below them, than are held: what is below the later ones is not known';
  const cut = 'the logs tell of more events of services than are held: the later ones were not compared';
  return [...(tree.isFull ? [full] : []), ...(cloud.isCut ? [cut] : [])].map((reason) => ({
    kind: 'truncated' as const,
    reason,
    limits: 'results' as const,
  }));
}
