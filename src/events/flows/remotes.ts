import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { Destination } from './destination.ts';
import { OwnAccounts } from './own-accounts.ts';

/** Whose account at a host: `github.com/acme` of `git@github.com:acme/shop.git`; undefined for a folder. */
function accountOf(address: string): string | undefined {
  // A host that was put before an address with a host names no owner: `github.com/github.com/acme`.
  const url = /^(?:[a-z+]+:\/\/)(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(?:\1\/)*([^/]+)/i.exec(address);
  const short = /^(?:[\w.-]+@)?([\w.-]+\.[a-z]{2,}):([^/\\]+)\//i.exec(address);
  const [, host, owner] = url ?? short ?? [];
  return host && owner ? `${host}/${owner}`.toLowerCase() : undefined;
}

/** Addresses of repositories in what git and its hosts print; git leaves out the user where it names both ends. */
const printed =
  /(?:https?|ssh|git):\/\/[^\s'"<>]{4,300}|\b[\w.-]{1,64}@[\w.-]{1,200}:[\w./~-]{1,200}|(?<=^(?:To|From) )[\w.-]{1,200}:[\w./~-]{1,200}/gim;

const longestResult = 20_000;

function addressesIn(result: string): readonly string[] {
  return result.slice(0, longestResult).match(printed) ?? [];
}

/** `acme/shop` of any address of a repository, whatever stands for its host: an alias of the SSH configuration as well. */
function pathOf(address: string): string | undefined {
  const path = /[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(address)?.[1]?.toLowerCase();
  return path?.includes('$') ? undefined : path;
}

/** Where git can push to, as far as a session's calls and the configuration tell. */
export class Remotes {
  /** What the session added, by repository and name. */
  readonly #added = new Map<string, string>();
  /** Accounts that were known before a session added anything, or that the user's own login made. */
  readonly #accounts = new Set<string>();
  /** `owner/repository` of the addresses that were known. */
  readonly #paths = new Set<string>();
  readonly #own = new OwnAccounts();

  /** Remotes of a repository's configuration; those that a session added are not its people's. */
  know(addresses: readonly string[]): void {
    const added = new Set(this.#added.values());
    for (const address of addresses) if (!added.has(address)) this.#know(address);
  }

  /** Accounts of the logins and the identity that lie on disk: no session's own by that alone. */
  knowLogins(accounts: readonly string[]): void {
    if (!this.#own.isMade) for (const account of accounts) this.#accounts.add(account);
  }

  #know(address: string): void {
    const account = accountOf(address);
    if (account !== undefined) this.#accounts.add(account);
    const path = pathOf(address);
    if (path !== undefined) this.#paths.add(path);
  }

  /** What an earlier session added was there when the next one began. */
  begin(): void {
    this.#added.clear();
    this.#own.begin();
  }

  /** Takes note of `git remote add`, of `gh repo create`, of logins that are shown, and of what git printed. */
  observe(commands: readonly SimpleCommand[], repository: string, result: string): void {
    const isGit = commands.some(({ program }) => /^git(?:-[\w-]+)?$/.test(program));
    const addedBefore = new Set([...this.#added.values()].map(accountOf));
    this.change(commands, repository);
    for (const account of this.#own.shownBy(commands, result)) this.#accounts.add(account);
    const makes = commands.some(
      ({ program, argv }) => /^(?:gh|glab|hub)$/.test(program) && /^(?:create|fork)$/.test(argv[2] ?? ''),
    );
    if (!isGit && !makes) return;
    const added = makes ? addedBefore : new Set([...this.#added.values()].map(accountOf));
    const moved = movedTo(result);
    for (const address of addressesIn(result))
      if (address === moved || !added.has(accountOf(address))) this.#know(address);
  }

  /** Remotes that commands add, or turn to another address. */
  change(commands: readonly SimpleCommand[], repository: string): void {
    this.#own.change(commands);
    for (const { argv, program } of commands) {
      if (program !== 'git') continue;
      const change = remoteChange(argv);
      if (change) this.#added.set(`${repository}\0${change.name}`, change.address);
      const base = rewrittenTo(argv);
      if (base !== undefined) this.#added.set(`${repository}\0*`, base);
    }
  }

  /** @returns the address that a push goes to, where a session brought it in; nothing for a remote that was there */
  broughtIn(remote: string, repository: string): string | undefined {
    if (/^[a-z+]+:\/\/|^[\w.-]+@[\w.-]+:|^[/~.]/i.test(remote)) return remote;
    return this.#added.get(`${repository}\0${remote}`) ?? this.#added.get(`${repository}\0*`);
  }

  /** Whether an owner of that name has one of the project's repositories, at whatever host. */
  isAccount(owner: string): boolean {
    return [...this.#accounts].some((account) => account.endsWith(`/${owner.toLowerCase()}`));
  }

  isKnown(address: string): boolean {
    const account = accountOf(address);
    if (account === undefined) return this.#isKnownPath(address);
    return this.#accounts.has(account) || (isForge(account) && this.#accounts.has(`*/${ownerOf(account)}`));
  }

  /** An alias of the SSH configuration says nothing of the host: owner and repository do. */
  #isKnownPath(address: string): boolean {
    const path = /^[^/]+:[\w.-]+\/[\w.-]+$/.test(address) ? pathOf(address) : undefined;
    return path !== undefined && this.#paths.has(path);
  }

  /** The repository of a known remote under another owner of the same host: what it is called after a renaming. */
  isRenamed(address: string): boolean {
    const [host] = accountOf(address)?.split('/') ?? [];
    const repository = pathOf(address)?.split('/')[1];
    if (host === undefined || repository === undefined) return false;
    return [...this.#paths].some(
      (path) => path.endsWith(`/${repository}`) && this.#accounts.has(`${host}/${path.split('/')[0]}`),
    );
  }

  /** Whether all that a push printed of where it went is known; not where it printed nothing. */
  wentToKnown(result: string): boolean {
    const ends = [...result.slice(0, longestResult).matchAll(/^To (\S{4,300})$/gm)].map(
      ([, end = '']) => end,
    );
    return ends.length > 0 && ends.every((end) => this.isKnown(end));
  }
}

/** Hosts at which a name belongs to whoever took it. */
function isForge(account: string): boolean {
  return /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\//.test(account);
}

function ownerOf(account: string): string {
  return account.split('/')[1] ?? '';
}

/** What GitHub answers to a push to the old name. https://docs.github.com/en/repositories/creating-and-managing-repositories/renaming-a-repository */
function movedTo(result: string): string | undefined {
  return /repository moved\. Please use the new location:\s+(?:remote:\s+)?(\S{4,300})/i.exec(
    result.slice(0, longestResult),
  )?.[1];
}

function remoteChange(
  argv: readonly string[],
): { readonly name: string; readonly address: string } | undefined {
  const at = argv.indexOf('remote');
  const verb = argv[at + 1];
  if (at > 0 && (verb === 'add' || verb === 'set-url')) {
    const [name, address] = argv
      .slice(at + 2)
      .filter((word, index, all) => !isOptionOfAdd(word, all[index - 1]));
    return name && address ? { name, address } : undefined;
  }
  const setting = argv.findIndex((word) => /^remote\..+\.(?:push)?url$/.test(word));
  const address = argv[setting + 1];
  const name = argv[setting]?.replace(/^remote\.(.+)\.(?:push)?url$/, '$1');
  return setting > 0 && name && address && argv.includes('config') ? { name, address } : undefined;
}

/** Where pushes to other addresses go. https://git-scm.com/docs/git-config#Documentation/git-config.txt-urlbasepushInsteadOf */
function rewrittenTo(argv: readonly string[]): string | undefined {
  if (!argv.includes('config')) return undefined;
  return argv
    .map((word) => /^url\.(.+)\.(?:push)?insteadof$/i.exec(word)?.[1])
    .find((base) => base !== undefined);
}

function isOptionOfAdd(word: string, before: string | undefined): boolean {
  return word.startsWith('-') || before === '-t' || before === '-m';
}

/** The destination of a push, before hosts are asked: a folder of this machine, a known account, or a stranger's. */
export function pushedTo(address: string, isKnown: boolean): Destination | undefined {
  if (accountOf(address) === undefined && /^(?:[/~.]|file:)/.test(address))
    return { kind: 'own', basis: 'machine', reason: 'a folder of this machine' };
  if (isKnown) return { kind: 'own', basis: 'configuration', reason: 'an account that other remotes name' };
  return undefined;
}

/**
 * The address that a word stands for which the shell takes from a client's answer: `$(gh repo view acme/shop …)` is
 * that repository's.
 * @returns `known` where it asks for a remote that is there already
 */
export function askedAddress(word: string): string {
  const named = /^\$\((?:gh|hub) repo view ["']?([\w.-]+\/[\w.-]+)/.exec(word)?.[1];
  if (named !== undefined) return `https://github.com/${named}`;
  const asks =
    /^\$\((?:git (?:-C \S+ )?(?:remote get-url|config --get remote\.|ls-remote --get-url)|(?:gh|glab) repo view\b)/;
  return asks.test(word) ? 'known' : word;
}

/** Names of accounts that no person has. */
const sharedUsers =
  /^(?:root|admin|administrator|ubuntu|debian|centos|deploy|user|users|developer|runner|vagrant|docker|node|guest|test|build|jenkins|ec2user|github|gitlab|agent|claude|codex)$/;

/** Whether an account has the name of the user in whose home the session ran: `/home/dana` and `github.com/d-ana`. */
export function isOfUser(address: string, home: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const user = letters(home.split(/[\\/]/).at(-1) ?? '');
  const owner = letters(ownerOf(accountOf(address) ?? ''));
  return user.length >= 4 && !sharedUsers.test(user) && owner === user;
}

/** Whether words of a human speak of a new name of an account or of a repository. */
export function speaksOfRenaming(words: string): boolean {
  return /(?<!\p{L})(?:renam\p{L}*|(?:new|chang\p{L}*)\s+(?:my |the |our )?(?:\p{L}+ )?(?:user ?name|account|owner|org(?:ani[sz]ation)?)|(?:moved|transferred|transfer)\s+(?:the |my |our )?(?:repo|repository|account))(?!\p{L})/iu.test(
    words,
  );
}

/** Names that any repository may have. */
const anyRepository =
  /^(?:main|master|repo|test|tests|demo|app|site|tmp|temp|code|project|mirror|backup|origin|github|gitlab)$/;

/** Whether words of a human name the account, or the repository by a name of its own. */
export function namesAccount(words: string, address: string): boolean {
  const account = accountOf(address);
  if (account === undefined) return false;
  const [host = '', owner = ''] = account.split('/');
  const said = words.toLowerCase();
  const repository = /([^/:]+?)(?:\.git)?\/?$/.exec(address.toLowerCase())?.[1] ?? '';
  if (repository.length > 3 && !anyRepository.test(repository) && said.includes(repository)) return true;
  return said.includes(`${host}/${owner}`) || said.includes(`${host}:${owner}/`);
}
