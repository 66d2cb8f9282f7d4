import { isIP } from 'node:net';
import type { Effect } from '../../shell/effect.ts';
import { hostOf, isLocalHost } from '../../shell/hosts.ts';
import { looksLikeAnother } from '../../shell/look-alike.ts';
import type { Flow } from '../flows/flow.ts';
import type { FieldValue } from './log-event.ts';
import { isPrivateAddress } from './private-address.ts';
import { isSanctioned } from './sanctioned-hosts.ts';

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21, ssh: 22, git: 9418 };

/** The host that a target names, lower case, without a port and without brackets. */
export function destinationHost(target: string): string {
  const host = (hostOf(target) ?? target.replace(/^[^@\s]*@/, '').replace(/[:/].*$/, '')).toLowerCase();
  return host.replace(/^\[|\]$/g, '');
}

/** Sigma's fields of a connection, and whether the host is one that the organisation expects. */
export function networkFields({ target }: Effect, sanctioned: readonly string[]): Record<string, FieldValue> {
  const address = destinationHost(target);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(target)?.[1]?.toLowerCase();
  const port = Number(/:(\d{1,5})(?=[/?#]|$)/.exec(target.replace(/^[a-z]+:\/\//i, ''))?.[1] ?? Number.NaN);
  const known = Number.isNaN(port) ? (scheme === undefined ? undefined : defaultPorts[scheme]) : port;
  return {
    DestinationHostname: address,
    ...(isIP(address) !== 0 && { DestinationIp: address }),
    ...(known !== undefined && { DestinationPort: known }),
    Initiated: true,
    ...(scheme !== undefined && { url: target }),
    Sanctioned: isSanctioned(address, sanctioned),
    LocalHost: isLocalHost(address),
    LookAlike: looksLikeAnother(address),
    PrivateAddress: isPrivateAddress(address),
  };
}

/** What goes out, in what, and whose the other end is. */
export function flowFields({
  carries,
  carrier,
  from,
  by,
  isCredentialUse,
  destination,
}: Flow): Record<string, FieldValue> {
  return {
    Carries: carries,
    ...(carrier !== undefined && { Carrier: carrier }),
    ...(from.length > 0 && { CarriedFrom: from }),
    ...(by.length > 0 && { CarriedBy: by }),
    CredentialUse: isCredentialUse,
    Destination: destination.kind,
    DestinationBasis: destination.basis,
    DestinationReason: destination.reason,
  };
}
