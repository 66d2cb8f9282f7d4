import type { Effect } from '../../shell/effect.ts';
import { type Load, loadOf, type Request } from './cargo.ts';
import { type Destination, destinationOf } from './destination.ts';
import type { Flow } from './flow.ts';
import { type CredentialNames, issuedBy } from './issuers.ts';
import { askedAddress, isOfUser, namesAccount, pushedTo, speaksOfRenaming } from './remotes.ts';

/**
 * What a network effect carries, in what, and to whom.
 * @param host lower case, without a port; empty where none is told
 */
export function flowOf(request: Request, host: string): Flow {
  const load = loadOf(request);
  const known = request.memory.knownHosts();
  const isCredential = isInItsPlace(load, host);
  const names = isCredential || isGrant(load, host) ? load.names : undefined;
  const destination = isOfSettings(request, host) ? settingOfProject : destinationOf(host, known, names);
  const isCredentialUse =
    isCredential ||
    destination.kind === 'issuer' ||
    isGatewayLogin(load, host, destination) ||
    isDatabaseLogin(request, load, destination);
  return { ...outOf(load), isCredentialUse, destination };
}

function outOf({ carries, carrier, from, by }: Load): Pick<Flow, 'carries' | 'carrier' | 'from' | 'by'> {
  return { carries, ...(carrier !== undefined && { carrier }), from, by };
}

/** Parameters in which services take a key. */
const keyParameter = /^(?:api|access|auth|key|token|secret|password|client)/i;

/** One value where credentials stand, and nobody else is known to have issued it. */
function isInItsPlace({ carries, carrier, names, isSingle }: Load, host: string): boolean {
  if (carries !== 'secret' || !isSingle) return false;
  const issued = issuedBy(names, host);
  if (carrier === 'header') return issued !== 'elsewhere';
  if (carrier === 'address') return issued === 'here' || (issued === 'unknown' && isKeyNamed(names));
  return false;
}

function isKeyNamed({ variables, kinds }: CredentialNames): boolean {
  return [...variables, ...kinds].some((name) => keyParameter.test(name) || /key|token|secret/i.test(name));
}

/**
 * A gateway of the project takes the credentials of the service behind it. That a human named a host does not tell that
 * it is one: the key of another issuer goes to somebody else there.
 */
function isGatewayLogin({ carries, carrier, names, isSingle }: Load, host: string, to: Destination): boolean {
  const isLogin = carries === 'secret' && isSingle && carrier === 'header' && to.kind === 'own';
  return isLogin && (to.basis !== 'named' || issuedBy(names, host) !== 'elsewhere');
}

/** The password of a database, in the login to one of the project's: a client has no other place for it. */
function isDatabaseLogin({ effect }: Request, { carries, isSingle }: Load, to: Destination): boolean {
  return isToDatabase(effect) && carries === 'secret' && isSingle && to.kind === 'own';
}

function isToDatabase({ action, traits = [] }: Effect): boolean {
  return action === 'connect' && traits.includes('database');
}

/** The settings that hold a password name its database as well: the words of the call leave both to them. */
function isOfSettings({ effect }: Request, host: string): boolean {
  return isToDatabase(effect) && /^\$\{?\w*(?:host|server|addr|url|uri|dsn|endpoint)\w*\}?$/.test(host);
}

const settingOfProject: Destination = {
  kind: 'own',
  basis: 'configuration',
  reason: 'a setting of the environment names it',
};

/** A login or a grant carries the credential in its body, to the service that issued it. */
function isGrant({ carries, carrier, names, isSingle }: Load, host: string): boolean {
  return carries === 'secret' && isSingle && carrier === 'body' && issuedBy(names, host) === 'here';
}

/** A push: the commits of the project, to the address that a session brought in or to a remote that was there. */
export function pushFlow(request: Request, hostOf: (address: string) => string): Flow {
  const { effect, memory, command, analysis, result } = request;
  memory.foresee(analysis);
  const remote = effect.target.split(' ')[0] ?? '';
  const known = memory.knownHosts();
  const address = memory.remotes.broughtIn(remote, memory.repository);
  const secrets = command ? memory.packedBy(command) : [];
  return {
    carries: secrets.length > 0 ? 'secret' : 'source',
    carrier: 'push',
    from: secrets.length > 0 ? secrets : [memory.repository],
    by: [],
    isCredentialUse: false,
    destination: address === undefined ? remoteThatWasThere : pushDestination(address),
  };

  function pushDestination(word: string): Destination {
    const to = askedAddress(word);
    if (to === 'known') return remoteThatWasThere;
    if (isOfUser(to, memory.home)) return accountOfUser;
    if (namesAccount(memory.prompts, to)) return { kind: 'own', basis: 'named', reason: 'a human named it' };
    if (speaksOfRenaming(memory.prompts) && memory.remotes.isRenamed(to)) return renamedOwner;
    const isKnown = memory.remotes.isKnown(to) || (to.includes('$') && memory.remotes.wentToKnown(result));
    return pushedTo(to, isKnown) ?? destinationOf(hostOf(to), known);
  }
}

const renamedOwner: Destination = {
  kind: 'own',
  basis: 'named',
  reason: 'a human spoke of a new name, and it is the same repository',
};

const accountOfUser: Destination = {
  kind: 'own',
  basis: 'configuration',
  reason: 'the account has the name of the user of this machine',
};

const remoteThatWasThere: Destination = {
  kind: 'own',
  basis: 'configuration',
  reason: 'no session brought the remote in',
};

/** What is published as a package, an image, a release or words on a page: what it holds, and whose page it is. */
export function publishFlow(request: Request): Flow {
  const { command, memory, analysis } = request;
  memory.foresee(analysis);
  const packed = command ? memory.packedBy(command) : [];
  const load = loadOf(request);
  const carried: Pick<Flow, 'carries' | 'carrier' | 'from' | 'by'> =
    packed.length > 0 && load.carries !== 'secret'
      ? { carries: 'secret', carrier: 'file', from: packed, by: [] }
      : outOf(load);
  return { ...carried, isCredentialUse: false, destination: placeOf(request) };
}

const ownPage: Destination = {
  kind: 'own',
  basis: 'configuration',
  reason: 'a page of the project itself',
};

/** https://docs.docker.com/reference/cli/docker/image/tag/ */
const registryOfImage = /^((?:[\w-]+\.)+[\w-]+(?::\d+)?|localhost(?::\d+)?|[\w-]+:\d+)\/([^/:]+)/;

/** An image without a registry goes to Docker's own. https://docs.docker.com/reference/cli/docker/image/push/ */
function hubImage(program: string, image: string): readonly string[] {
  const account = /^(?:docker|podman|nerdctl|buildah)$/.test(program)
    ? /^([^/:\s]+)\//.exec(image)?.[1]
    : undefined;
  return account === undefined ? [] : [image, 'docker.io', account];
}

function placeOf({ effect, command, memory }: Request): Destination {
  const { argv = [], program = '' } = command ?? {};
  if (
    /^(?:gh|glab|hub|tea)$/.test(program) &&
    !argv.some((word) => /^(?:-R|--repo(?:=.*)?|gist|snippet)$/.test(word))
  )
    return ownPage;
  const known = memory.knownHosts();
  const [, registry, account] = registryOfImage.exec(effect.target) ?? hubImage(program, effect.target);
  if (registry === undefined) return destinationOf('', known);
  const isOurs =
    memory.remotes.isAccount(account ?? '') ||
    namesAccount(memory.prompts, `https://${effect.target}`) ||
    memory.prompts.toLowerCase().includes(`${account?.toLowerCase()}/`);
  return isOurs ? ownPage : destinationOf(registry.replace(/:\d+$/, '').toLowerCase(), known);
}
