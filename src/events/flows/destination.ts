import { isLocalHost } from '../../shell/hosts.ts';
import { isPrivateAddress } from '../log-events/private-address.ts';
import { isSanctioned, sanctionedByDefault } from '../log-events/sanctioned-hosts.ts';
import { type CredentialNames, hostsOfService, issuedBy } from './issuers.ts';
import { isOpenHost, meansHost } from './shared-hosts.ts';

/** Whose the other end is, and why that is said. */
export interface Destination {
  readonly kind: 'issuer' | 'own' | 'sanctioned' | 'foreign';
  /** A few words for a sentence. */
  readonly reason: string;
  /** A person's answer can be wrong where this says `named`; the other reasons are facts of the evidence. */
  readonly basis:
    | 'machine'
    | 'network'
    | 'issuer'
    | 'option'
    | 'registry'
    | 'configuration'
    | 'named'
    | 'tunnel'
    | 'none';
}

/** What is known of hosts when a call is made. */
export interface KnownHosts {
  /** Hosts that a human named in the session so far. */
  readonly named: ReadonlySet<string>;
  /** Words of the prompts so far, lower case: services are called by their names. */
  readonly words: ReadonlySet<string>;
  /** Hosts of the project's configuration, with the file that names each. */
  readonly configured: ReadonlyMap<string, string>;
  /** Hosts that tunnels of the session printed. */
  readonly tunnels: ReadonlySet<string>;
  /** Hosts that the organisation expects, those of the options included. */
  readonly sanctioned: readonly string[];
}

/**
 * Whose a host is. The first that holds: this machine or its network, the issuer of the credential that goes there, an
 * option, the project's own configuration, a human's words, a tunnel of the session, an expected host.
 * @param host lower case, without a port
 * @param credential what is carried, where it is a credential in its place: a header, a login
 */
export function destinationOf(host: string, known: KnownHosts, credential?: CredentialNames): Destination {
  if (isLocalHost(host)) return { kind: 'own', basis: 'machine', reason: 'this machine' };
  if (isPrivateAddress(host))
    return { kind: 'own', basis: 'network', reason: 'an address of the private network' };
  if (credential && issuedBy(credential, host) === 'here')
    return { kind: 'issuer', basis: 'issuer', reason: 'the service that issued the credential' };
  const given = known.sanctioned.filter((name) => !sanctionedByDefault.includes(name));
  if (isSanctioned(host, given))
    return { kind: 'sanctioned', basis: 'option', reason: 'sanctioned with --allow-host' };
  const file = [...known.configured].find(([name]) => meansHost(name, host))?.[1];
  if (file !== undefined)
    return { kind: 'own', basis: 'configuration', reason: `the project's configuration names it: ${file}` };
  if ([...known.named].some((name) => meansHost(name, host)) || isCalledByName(host, known.words))
    return { kind: 'own', basis: 'named', reason: 'a human named it' };
  if (known.tunnels.has(host))
    return { kind: 'own', basis: 'tunnel', reason: 'a tunnel that the session itself opened' };
  if (isSanctioned(host, known.sanctioned) && !isOpenHost(host))
    return { kind: 'sanctioned', basis: 'registry', reason: 'a host of packages or of the agent’s vendor' };
  return { kind: 'foreign', basis: 'none', reason: foreignReason(host) };
}

function foreignReason(host: string): string {
  return isOpenHost(host)
    ? 'anybody can have a page there'
    : 'no human, no configuration and no option names it';
}

function isCalledByName(host: string, words: ReadonlySet<string>): boolean {
  return [...words].some((word) =>
    hostsOfService(word).some((name) => meansHost(name, host) || host.endsWith(`.${name}`)),
  );
}
