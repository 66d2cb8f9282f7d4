import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { Destination } from './destination.ts';

/** Whose account at a host: `github.com/acme` of `git@github.com:acme/shop.git`; undefined for a folder. */
function accountOf(address: string): string | undefined {
  const url = /^(?:[a-z+]+:\/\/)(?:[^@/]*@)?([^/:]+)(?::\d+)?\/([^/]+)/i.exec(address);
  const short = /^(?:[\w.-]+@)?([\w.-]+\.[a-z]{2,}):([^/\\]+)\//i.exec(address);
  const [, host, owner] = url ?? short ?? [];
  return host && owner ? `${host}/${owner}`.toLowerCase() : undefined;
}

/** Addresses of repositories in what git and its hosts print. */
const printed = /(?:https?|ssh|git):\/\/[^\s'"<>]{4,300}|\b[\w.-]{1,64}@[\w.-]{1,200}:[\w./~-]{1,200}/gi;

/** Where git can push to, as far as a session's calls and the configuration tell. */
export class Remotes {
  /** What the session added, by repository and name. */
  readonly #added = new Map<string, string>();
  /** Accounts that were known before a session added anything, or that the user's own login made. */
  readonly #accounts = new Set<string>();

  /** Remotes of a repository's configuration; those that a session added are not its people's. */
  know(addresses: readonly string[]): void {
    const added = new Set(this.#added.values());
    for (const address of addresses) if (!added.has(address)) this.#know(address);
  }

  #know(address: string): void {
    const account = accountOf(address);
    if (account !== undefined) this.#accounts.add(account);
  }

  /** What an earlier session added was there when the next one began. */
  begin(): void {
    this.#added.clear();
  }

  /** Takes note of `git remote add`, of `gh repo create` and of what git printed. */
  observe(commands: readonly SimpleCommand[], repository: string, result: string): void {
    const isGit = commands.some(({ program }) => program === 'git');
    const addedBefore = new Set([...this.#added.values()].map(accountOf));
    this.change(commands, repository);
    const makes = commands.some(
      ({ program, argv }) => /^(?:gh|glab|hub)$/.test(program) && /^(?:create|fork)$/.test(argv[2] ?? ''),
    );
    if (!isGit && !makes) return;
    const added = makes ? addedBefore : new Set([...this.#added.values()].map(accountOf));
    for (const address of result.slice(0, 20_000).match(printed) ?? [])
      if (!added.has(accountOf(address))) this.#know(address);
  }

  /** Remotes that commands add, or turn to another address. */
  change(commands: readonly SimpleCommand[], repository: string): void {
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
    return account !== undefined && this.#accounts.has(account);
  }
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
