import type { SimpleCommand } from '../../shell/command-analysis.ts';
import { hostOf, isLocalHost } from '../../shell/hosts.ts';
import { digestOf } from '../files/content-digest.ts';
import { type Part, partsOf } from '../flows/carriers.ts';
import { destinationHost } from '../log-events/network-fields.ts';

/** A login that a command tries with a password of its own words. */
interface LoginAttempt {
  readonly host: string;
  readonly user: string;
  readonly password: string;
}

/** Options of a client that logs in, as on its command line. */
interface LoginOptions {
  readonly user?: RegExp;
  readonly password: RegExp;
  readonly host?: RegExp;
}

/** What takes a login on its command line; a group holds the value, which may stand in the next word. */
const clients: Readonly<Record<string, LoginOptions>> = {
  sshpass: { password: /^-p(.*)$/ },
  mysql: {
    user: /^-u(.*)$|^--user=(.+)$/,
    password: /^-p(.+)$|^--password=(.+)$/,
    host: /^-h(.*)$|^--host=(.+)$/,
  },
  psql: { user: /^-U(.*)$|^--username=(.+)$/, password: /^--password=(.+)$/, host: /^-h(.*)$|^--host=(.+)$/ },
  mongosh: { user: /^-u(.*)$/, password: /^-p(.*)$/, host: /^--host(?:=(.+))?$/ },
  'redis-cli': { password: /^-a(.*)$/, host: /^-h(.*)$/ },
  smbclient: { user: /^-U([^%]*)%/, password: /^-U[^%]*%(.+)$/ },
  ldapsearch: { user: /^-D(.*)$/, password: /^-w(.*)$/, host: /^-H(.*)$/ },
  ldapwhoami: { user: /^-D(.*)$/, password: /^-w(.*)$/, host: /^-H(.*)$/ },
  'evil-winrm': { user: /^-u(.*)$/, password: /^-p(.*)$/, host: /^-i(.*)$/ },
  wget: { user: /^--(?:http-)?user=(.+)$/, password: /^--(?:http-)?password=(.+)$/ },
  lftp: { password: /^-u[^,]*,(.+)$/ },
};

/** `user:password@host` in an address. */
const inAddress = /^[a-z][a-z0-9+.-]*:\/\/([^:/@\s]*):([^@/\s]+)@/i;
const loginPlace = /log-?in|sign-?in|auth|session|token|admin|wp-login|xmlrpc|verify|otp/i;
const makesAccount = /register|sign-?up|reset|invite/i;
const passwordField =
  /(?:^|[&{,?\s"'])(?:password|passwd|pass|pwd|pin|otp|passcode)["']?\s*[=:]\s*["']?([^&"',}\s]+)/i;
const userField =
  /(?:^|[&{,?\s"'])(?:user(?:_?name)?|login|email|account|log)["']?\s*[=:]\s*["']?([^&"',}\s]+)/i;

/**
 * Fields of a program that logs in on another machine with a password that stands in its words. What stands for the
 * password is a digest.
 * @param environment the password that a variable before the command holds
 */
export function loginFields(command: SimpleCommand, environment?: string): Record<string, string> {
  const login = loginOf(command, environment);
  if (!login || login.host === '' || isLocalHost(login.host) || /[$`]/.test(login.password)) return {};
  return {
    LoginHost: login.host,
    LoginUser: login.user,
    LoginPassword: digestOf(login.password).blobId,
  };
}

function loginOf(command: SimpleCommand, environment: string | undefined): LoginAttempt | undefined {
  const { program, argv } = command;
  if (/^(?:curl|https?|xhs?)$/.test(program)) return loginOfRequest(partsOf(command));
  const options = clients[program];
  if (!options) return undefined;
  const words = argv.slice(1);
  const address = words.find((word) => inAddress.test(word));
  const [, user = '', password] = inAddress.exec(address ?? '') ?? [];
  const given = password ?? optionValue(words, options.password) ?? environment;
  if (given === undefined || given === '') return undefined;
  const place = address ?? optionValue(words, options.host) ?? words.find((word) => named.test(word)) ?? '';
  return {
    host: destinationHost(place),
    user: user || (optionValue(words, options.user) ?? words.find((word) => /^[\w.-]+@/.test(word)) ?? ''),
    password: given,
  };
}

const named = /^[\w.-]+@[\w.-]+|^(?:[a-z]+:)?\/\/|^\d+(?:\.\d+){3}$/i;

function loginOfRequest(parts: readonly Part[]): LoginAttempt | undefined {
  const address = parts.find(({ carrier, text }) => carrier === 'address' && hostOf(text))?.text ?? '';
  const host = hostOf(address) ?? '';
  const [, , user, password] =
    parts
      .filter(({ carrier }) => carrier === 'header')
      .map(({ text }) => /^(--auth=)?([^:\s]+):(\S+)$/.exec(text))
      .find((found) => found !== null) ?? [];
  if (user !== undefined && password !== undefined) return { host, user, password };
  if (!loginPlace.test(address) || makesAccount.test(address)) return undefined;
  const sent = parts.filter(({ carrier }) => carrier === 'body').map(({ text }) => text);
  const secret = sent.flatMap((text) => passwordField.exec(text)?.[1] ?? [])[0];
  if (secret === undefined) return undefined;
  return { host, user: sent.flatMap((text) => userField.exec(text)?.[1] ?? [])[0] ?? '', password: secret };
}

/** The value behind an option, in its word or in the next one. */
function optionValue(words: readonly string[], option: RegExp | undefined): string | undefined {
  if (!option) return undefined;
  for (const [index, word] of words.entries()) {
    const found = option.exec(word);
    if (!found) continue;
    const value = found.slice(1).find((group) => group !== undefined && group !== '');
    return value ?? words[index + 1];
  }
  return undefined;
}

/**
 * Passwords that variables before the commands of a line hold, by the order of the commands that they stand before; of one
 * that is set once it is all. https://www.postgresql.org/docs/current/libpq-envars.html
 */
export class PasswordsBefore {
  readonly #values: readonly string[];
  readonly #given = new Map<SimpleCommand, string | undefined>();

  constructor(line: string) {
    this.#values = [
      ...line.matchAll(/(?:^|[\s;&|(])(?:PGPASSWORD|MYSQL_PWD|SSHPASS)=(["']?)([^\s"']+)\1/g),
    ].flatMap(([, , value]) => value ?? []);
  }

  of(command: SimpleCommand): string | undefined {
    if (!readsVariable.test(command.program)) return undefined;
    if (new Set(this.#values).size === 1) return this.#values[0];
    if (!this.#given.has(command)) this.#given.set(command, this.#values[this.#given.size]);
    return this.#given.get(command);
  }
}

const readsVariable = /^(?:psql|pg_\w+|createdb|dropdb|mysql\w*|mariadb\w*|sshpass)$/;
