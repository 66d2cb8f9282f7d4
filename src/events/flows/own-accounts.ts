import type { SimpleCommand } from '../../shell/command-analysis.ts';

const nameOfUser = /^(?:(?:user\.)?name|(?:github\.)?user)\s*=\s*([a-z0-9][a-z0-9-]{3,38})$/i;
/** https://docs.github.com/en/account-and-profile/reference/email-addresses-reference */
const privateEmail = /\b(?:\d+\+)?([a-z0-9][a-z0-9-]{0,38})@users\.noreply\.(github\.com)\b/gi;

/** Accounts of an identity for commits, as a configuration or `git config --list` tells it; a name with a blank is a person's. */
export function accountsOfIdentity(text: string): readonly string[] {
  const emails = [...text.matchAll(privateEmail)].map(([, name = '', host = '']) => `${host}/${name}`);
  const names = text.split('\n').flatMap((line) => nameOfUser.exec(line.trim())?.[1] ?? []);
  return [...emails, ...names.map((name) => `*/${name}`)].map((account) => account.toLowerCase());
}

const loggedIn = /logged in to ([\w.-]+) (?:account|as) ([\w-]+)/gi;
const longestText = 20_000;

/** Accounts of logins and of the identity for commits, where a session shows what was there before it. */
export class OwnAccounts {
  #madeLogin = false;
  #madeIdentity = false;

  /** A session's own login, and a name that it gave itself, say nothing of its people. */
  begin(): void {
    this.#madeIdentity = false;
  }

  /** Whether what lies on disk may be a login that a session made. */
  get isMade(): boolean {
    return this.#madeLogin;
  }

  /** What commands change, before their results are looked at. */
  change(commands: readonly SimpleCommand[]): void {
    this.#madeLogin ||= commands.some(isLogin);
    this.#madeIdentity ||= commands.some((command) => isIdentity(command) && !readsIdentity(command));
  }

  /** @returns accounts that a result shows as the user's own */
  shownBy(commands: readonly SimpleCommand[], result: string): readonly string[] {
    const text = result.slice(0, longestText);
    const logins = this.#madeLogin || !commands.some(asksForLogin) ? [] : loginsIn(text);
    if (this.#madeIdentity || !commands.some(readsIdentity)) return logins;
    return [...logins, ...accountsOfIdentity(commands.every(readsIdentity) ? named(text) : text)];
  }
}

function loginsIn(text: string): readonly string[] {
  const told = [...text.matchAll(loggedIn)].map(([, host = '', name = '']) =>
    `${host}/${name}`.toLowerCase(),
  );
  const login = /"login":\s*"([\w-]{1,39})"/.exec(text)?.[1];
  return login === undefined ? told : [...told, `github.com/${login.toLowerCase()}`];
}

/** What `git config` answers to one name is the value alone. */
function named(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.includes('=') ? line : `name = ${line.trim()}`))
    .join('\n');
}

/** https://cli.github.com/manual/gh_auth_login */
function isLogin({ program, argv }: SimpleCommand): boolean {
  return /^(?:gh|glab)$/.test(program) && argv.includes('auth') && /^(?:login|switch)$/.test(argv[2] ?? '');
}

/** https://cli.github.com/manual/gh_auth_status */
function asksForLogin({ program, argv }: SimpleCommand): boolean {
  const isStatus = argv[1] === 'auth' && argv[2] === 'status';
  return /^(?:gh|glab)$/.test(program) && (isStatus || (argv[1] === 'api' && argv[2] === 'user'));
}

function isIdentity({ program, argv }: SimpleCommand): boolean {
  return program === 'git' && argv.includes('config') && argv.some((word) => identity.test(word));
}

const identity = /^(?:user\.(?:name|email)|github\.user)$/i;

/** https://git-scm.com/docs/git-config: a name without a value asks for it. */
function readsIdentity({ program, argv }: SimpleCommand): boolean {
  if (program !== 'git' || !argv.includes('config')) return false;
  const at = argv.findIndex((word) => identity.test(word));
  return at < 0 ? argv.some((word) => /^(?:-l|--list|list)$/.test(word)) : argv[at + 1] === undefined;
}
