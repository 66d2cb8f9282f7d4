import type { Finding } from '../../detect/finding.ts';
import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import { mayBeOf } from './client-agents.ts';
import { groupedFinding, kinds, type Match, ofEvent } from './join-findings.ts';
import type { TimedCall } from './running-calls.ts';
import { type RecordedSession, ran } from './sides.ts';
import type { WitnessJoin } from './witness-join.ts';

/** Services stamp events with whole seconds, and by their own clock. */
const serviceSlackMs = 10_000;

/** Programs that ask each log's service; `*` for those that ask any. */
const programsOf: Readonly<Record<string, RegExp>> = {
  CloudTrail: /^(?:aws|sam|cdk|eksctl)$/,
  'Azure Activity': /^(?:az|azd)$/,
  'GCP audit': /^(?:gcloud|gsutil|bq)$/,
  'GitHub audit': /^(?:gh|git|hub)$/,
  'Kubernetes audit': /^(?:kubectl|helm|k9s|oc)$/,
  OCSF: /^(?:aws|az|gcloud|gh|kubectl)$/,
};
const anyService = /^(?:terraform|tofu|pulumi|ansible-playbook|serverless|sls)$/;
/** What was done by them cannot be told by their words. */
const mayAsk =
  /^(?:python[\d.]*|node|npm|npx|pnpm|yarn|bun|deno|make|go|cargo|ruby|php|java|bash|sh|zsh|docker|task|just|uv|poetry|curl|wget|pwsh|powershell)$/;
const destroys =
  /(?:^|[.:/_ ])(?:delete|terminate|destroy|remove|stop|disable|detach|revoke|purge|reset|force|put\w*policy|attach|create(?:access_?key|user|login|token|role)|add_member|update_visibility)|\.access\b/i;

interface Known {
  readonly addresses: ReadonlySet<string>;
  readonly fromMs: number;
}

/** What services logged for the credentials that the session worked with. */
export function serviceEvents(join: WitnessJoin, sessions: readonly RecordedSession[]): readonly Finding[] {
  const byId = callsById(join);
  const left = join.cloud.events.filter((event) => !explained(event, join, byId));
  const known = knownCallers(join, byId);
  const elsewhere = left.filter((event) => isElsewhere(event, known));
  const here = left.filter((event) => isHere(event, known, sessions) && !isOtherProcess(event, join));
  return [
    ...byCaller(elsewhere).flatMap(elsewhereFinding),
    ...byCaller(here).flatMap((events) => unexplainedFinding(events, join)),
  ];
}

function callsById({ calls }: WitnessJoin): ReadonlyMap<string, TimedCall> {
  return new Map(calls.timed.flatMap((timed) => timed.call.ids.map((id) => [id, timed] as const)));
}

/** By the id of the request; else by the time and the program of a call. Notes what was seen. */
function explained(event: ForeignEvent, join: WitnessJoin, byId: ReadonlyMap<string, TimedCall>): boolean {
  const byRequest = byId.get(event.caller?.requestId ?? '');
  if (byRequest) {
    join.sightings.add(byRequest.call.id, event, 'id');
    return true;
  }
  const running = join.calls
    .at(event.atMs, serviceSlackMs)
    .filter(({ call }) => call.toolKind === 'shell' && ran.has(call.outcome));
  const asking = running.find((timed) => asks(timed, event));
  if (asking) join.sightings.add(asking.call.id, event, 'time and program');
  return (
    asking !== undefined ||
    running.some(({ call }) =>
      call.programs.some((program) => mayAsk.test(program) || anyService.test(program)),
    )
  );
}

function asks(
  { call: { programs, commands } }: TimedCall,
  { source, target = '', caller }: ForeignEvent,
): boolean {
  const clients = programs.filter((program) => programsOf[source]?.test(program));
  if (!clients.some((program) => mayBeOf(program, caller?.program, commands))) return false;
  if (source !== 'CloudTrail') return true;
  const service = target.split('.', 1)[0]?.toLowerCase() ?? '';
  const named = commands.flatMap(
    (command) => /(?:^|\/)aws(?:\.exe)?\s+(?:--\S+(?:\s+(?!-)\S+)?\s+)*([a-z0-9-]+)/.exec(command)?.[1] ?? [],
  );
  return named.some((word) => sameService(word, service));
}

/** The command line has names of its own for some services. */
const otherNames: Readonly<Record<string, string>> = {
  s3api: 's3',
  logs: 'logs',
  cloudwatch: 'monitoring',
  stepfunctions: 'states',
  events: 'events',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  efs: 'elasticfilesystem',
  ses: 'email',
  sso: 'sso',
  configservice: 'config',
};

function sameService(word: string, service: string): boolean {
  return word === service || otherNames[word] === service || service.startsWith(word);
}

/** Who a caller is: its key, where the log has one. */
function callerOf({ source, caller }: ForeignEvent): string | undefined {
  const name = caller?.key ?? caller?.name;
  return name === undefined ? undefined : `${source} ${name}`;
}

/** The credentials that calls worked with, and from where. */
function knownCallers(join: WitnessJoin, byId: ReadonlyMap<string, TimedCall>): ReadonlyMap<string, Known> {
  const known = new Map<string, { addresses: Set<string>; fromMs: number }>();
  for (const event of join.cloud.events) {
    const name = callerOf(event);
    const call =
      byId.get(event.caller?.requestId ?? '') ??
      join.calls.at(event.atMs, serviceSlackMs).find((timed) => asks(timed, event));
    const seen = byId.get(event.caller?.key ?? '');
    if (name === undefined || (!call && !seen)) continue;
    const before = known.get(name) ?? { addresses: new Set(), fromMs: Number.POSITIVE_INFINITY };
    if (call && isAddress(event.caller?.address)) before.addresses.add(event.caller?.address ?? '');
    before.fromMs = Math.min(
      before.fromMs,
      call?.fromMs ?? Number.POSITIVE_INFINITY,
      seen?.fromMs ?? Number.POSITIVE_INFINITY,
    );
    known.set(name, before);
  }
  return known;
}

/** Services ask each other, and say a name then. */
function isAddress(address: string | undefined): boolean {
  return address !== undefined && /^[\d.]+$|:/.test(address);
}

/** By a key itself: a person is at several places, a key should not be. */
function isElsewhere(event: ForeignEvent, known: ReadonlyMap<string, Known>): boolean {
  const { key, address } = event.caller ?? {};
  const of = known.get(callerOf(event) ?? '');
  if (!of || key === undefined || address === undefined || !isAddress(address) || of.addresses.size === 0)
    return false;
  const isSameForm = [...of.addresses].some((other) => other.includes(':') === address.includes(':'));
  return event.atMs >= of.fromMs && isSameForm && !of.addresses.has(address);
}

function isHere(
  event: ForeignEvent,
  known: ReadonlyMap<string, Known>,
  sessions: readonly RecordedSession[],
): boolean {
  const of = known.get(callerOf(event) ?? '');
  const { address = '', isRead, program = '' } = event.caller ?? {};
  if (!of || isRead || event.failed || /mozilla|console\.|signin\./i.test(program)) return false;
  if (isAddress(address) && of.addresses.size > 0 && !of.addresses.has(address)) return false;
  return sessions.some(({ startedAt = '~', endedAt = '' }) => {
    const at = new Date(event.atMs).toISOString();
    return startedAt <= at && at <= endedAt;
  });
}

/** An endpoint's log has a process that asked and that no agent started. */
function isOtherProcess(event: ForeignEvent, join: WitnessJoin): boolean {
  const near = askingProcesses(event, join);
  return near.length > 0 && near.every(({ family }) => family === undefined);
}

function askingProcesses({ source, atMs }: ForeignEvent, { cloud }: WitnessJoin) {
  return cloud.programs.filter(({ event: { actor, atMs: startedMs } }) => {
    const program =
      /(?:^|[\s/\\])(aws|az|gcloud|gsutil|bq|gh|git|kubectl|helm|hub)(?:\.exe)?(?:\s|$)/.exec(
        actor.commandLine ?? '',
      )?.[1] ?? '';
    return programsOf[source]?.test(program) === true && Math.abs(startedMs - atMs) <= longestRequestMs;
  });
}

const longestRequestMs = 60_000;

function byCaller(events: readonly ForeignEvent[]): readonly ForeignEvent[][] {
  const groups = new Map<string, ForeignEvent[]>();
  for (const event of events) {
    const name = `${callerOf(event)} ${event.caller?.address}`;
    const known = groups.get(name);
    if (known) known.push(event);
    else groups.set(name, [event]);
  }
  return [...groups.values()];
}

function ofService(event: ForeignEvent): Match {
  const { caller, target = '' } = event;
  const who = [caller?.key ?? caller?.name, caller?.address]
    .filter((part) => part !== undefined)
    .join(' from ');
  return { ...ofEvent(event), subject: `${target} by ${who}` };
}

function elsewhereFinding(events: readonly ForeignEvent[]): readonly Finding[] {
  const [first, ...rest] = events.map(ofService);
  const changes = events.some(({ caller, failed }) => !caller?.isRead && !failed);
  return first
    ? [groupedFinding(kinds.usedElsewhere, [first, ...rest], { level: changes ? 'high' : 'medium' })]
    : [];
}

/** Where an endpoint shows that the agent asked, or something was destroyed or opened up, it weighs more. */
function unexplainedFinding(events: readonly ForeignEvent[], join: WitnessJoin): readonly Finding[] {
  const [first, ...rest] = events.map(ofService);
  if (!first) return [];
  const hidden = events.flatMap((event) =>
    askingProcesses(event, join).filter(({ family }) => family && !family.call),
  );
  const isGrave = hidden.length > 0 && events.some(({ target = '' }) => destroys.test(target));
  const context = [
    ...new Set(
      hidden.map(({ event }) => `At that time the agent ran: ${event.actor.commandLine?.slice(0, 300)}`),
    ),
  ].slice(0, 3);
  return [
    groupedFinding(kinds.unexplainedCloudCall, [first, ...rest], {
      level: isGrave ? 'high' : 'medium',
      context,
    }),
  ];
}
