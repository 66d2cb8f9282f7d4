import { isIP } from 'node:net';
import type { Effect } from '../../shell/effect.ts';
import { hostOf, isLocalHost } from '../../shell/hosts.ts';
import { looksLikeAnother } from '../../shell/look-alike.ts';
import type { FieldValue } from './log-event.ts';
import { isSanctioned } from './sanctioned-hosts.ts';

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21, ssh: 22, git: 9418 };

/** Sigma's fields of a connection, and whether the host is one that the organisation expects. */
export function networkFields({ target }: Effect, sanctioned: readonly string[]): Record<string, FieldValue> {
  const host = (hostOf(target) ?? target.replace(/^[^@\s]*@/, '').replace(/[:/].*$/, '')).toLowerCase();
  const address = host.replace(/^\[|\]$/g, '');
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
    LocalHost: isLocalHost(host),
    LookAlike: looksLikeAnother(host),
    PrivateAddress: isPrivateAddress(address),
  };
}

/** https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc4193, and names without a dot. */
function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) return /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address);
  if (isIP(address) === 6) return /^(?:::1$|f[cd])/i.test(address);
  return /\.(?:local|internal|lan|home|test|localhost)$/.test(address);
}
