import type { Finding } from '../../detect/finding.ts';
import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Zone } from '../../shell/effect.ts';
import { isLocalHost } from '../../shell/hosts.ts';
import { zoneOf } from '../../shell/zone.ts';
import { groupedFinding, kinds, type Match, ofCall } from './join-findings.ts';
import type { Family } from './process-tree.ts';
import { weighCommand } from './weigh-command.ts';
import { names, type WitnessJoin } from './witness-join.ts';

/** What is needed to tell an ordinary destination or place from another. */
export interface OrdinaryPlaces {
  readonly home: string;
  /** @param host lower case */
  readonly isSanctioned: (host: string) => boolean;
}

/** Destinations, files and commands below a call that its own words do not have: one finding a call. */
export function beyondWords(join: WitnessJoin, places: OrdinaryPlaces): readonly Finding[] {
  return join.families.flatMap((family) => {
    if (!family.call) return [];
    const { call } = family.call;
    const beyond = family.deeds.filter((event) => !isExpected(event, family, { join, places }));
    const grave = family.members.filter((event) => isGraveMember(event, family, { join, places }));
    const [first, ...rest] = [...grave, ...beyond].map((event): Match => {
      const subject =
        event.kind === 'process' ? (event.actor.commandLine ?? '') : `${event.action} ${event.target ?? ''}`;
      return { ...ofCall(call), subject: subject.slice(0, mostChars), evidence: event.evidence };
    });
    if (!first) return [];
    const level = grave.length > 0 ? ('high' as const) : ('medium' as const);
    return [
      groupedFinding(kinds.beyondWords, [first, ...rest], {
        level,
        context: [`The call: ${call.argument.slice(0, mostChars)}`],
      }),
    ];
  });
}

const mostChars = 300;

interface Setting {
  readonly join: WitnessJoin;
  readonly places: OrdinaryPlaces;
}

/** Also notes what the words do name, as seen. */
function isExpected(event: ForeignEvent, { call: timed }: Family, { join, places }: Setting): boolean {
  if (!timed) return true;
  if (names(timed, event)) {
    join.sightings.add(timed.call.id, event, event.kind === 'file' ? 'file' : 'destination');
    return true;
  }
  return event.kind === 'file'
    ? isOrdinaryFile(event, places.home)
    : isOrdinaryHost(event, timed.call.usesNetwork, places);
}

const privateAddress =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.(?!169\.254$)|fe80:|f[cd][0-9a-f]{2}:)/i;

/** A log without names tells nothing of a call that talks to others anyway. */
function isOrdinaryHost(
  { remote, target, action }: ForeignEvent,
  usesNetwork: boolean,
  { isSanctioned }: OrdinaryPlaces,
): boolean {
  if (remote === undefined || action === 'listen' || /:53$/.test(target ?? '')) return true;
  const host = remote.toLowerCase();
  if (isLocalHost(host) || privateAddress.test(host) || isSanctioned(host)) return true;
  const isAddress = /^[\d.]+$|:/.test(host);
  return isAddress && usesNetwork;
}

const written: ReadonlySet<Zone> = new Set(['credentials', 'persistence', 'path-binaries']);
/** What shows or copies any file; a program that reads its own credential is none of them. */
const readers =
  /(?:^|[\\/])(?:cat|head|tail|less|more|base64|xxd|od|strings|cp|tar|zip|curl|wget|scp|rsync|openssl|grep|sed|awk|dd)(?:\.exe)?$/;

function isOrdinaryFile({ target = '', action, actor }: ForeignEvent, home: string): boolean {
  const cwd = actor.cwd ?? home;
  const zone = zoneOf(target, { home, cwd, repository: cwd });
  if (action === 'read') return zone !== 'credentials' || !readers.test(actor.executable ?? '');
  // Programs keep what they know of themselves: only what others own or start is told.
  return !written.has(zone) || (zone === 'credentials' && !readers.test(actor.executable ?? ''));
}

/** A process below the call that sends, stays or takes a credential, and of which the call says nothing. */
function isGraveMember(event: ForeignEvent, { call, top }: Family, { join, places }: Setting): boolean {
  if (
    !call ||
    event === top ||
    join.sightings
      .of([call.call.id])
      .some(({ by, evidence }) => by === 'command' && isSamePlace(evidence, event.evidence))
  )
    return false;
  if (!worthWeighing.test(event.actor.commandLine ?? '')) return false;
  const { reasons } = weighCommand(event.actor, places.home);
  return reasons.some((reason) => {
    const host = /^upload (?:\w+:\/\/)?([\w.-]+)/.exec(reason)?.[1]?.toLowerCase();
    if (host === undefined)
      return (
        /^(?:persist|read|write) /.test(reason) && !call.call.paths.some(({ path }) => reason.endsWith(path))
      );
    return !call.call.hosts.includes(host) && !places.isSanctioned(host) && !isLocalHost(host);
  });
}

function isSamePlace(a: EvidenceReference, b: EvidenceReference): boolean {
  return a.path === b.path && a.line === b.line && a.pointer === b.pointer;
}

/** Analysing every process below a build would cost more than reading the log. */
const worthWeighing =
  /(?:^|[\\/\s])(?:curl|wget|scp|rsync|nc|ncat|ftp|sftp|ssh-copy-id|crontab|launchctl|systemctl|cat|tee|base64|rclone|aws|gsutil|socat)\b/;
