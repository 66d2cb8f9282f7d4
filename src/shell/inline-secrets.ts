import type { Call } from './call.ts';
import type { Field } from './field.ts';
import { hostOf, isLocalTarget } from './hosts.ts';
import { valuesAnywhere, valuesOfVariable } from './option-values.ts';

/** Where the words of a program may hold a secret; lists with spaces between. */
interface SecretPlaces {
  /** Options whose value is one. */
  readonly options?: string;
  /** Options whose value is `user:secret`, with the sign between. */
  readonly pairs?: string;
  readonly between?: string;
  /** Options whose value is a header. */
  readonly headers?: string;
  /** Options whose value is a cookie. */
  readonly cookies?: string;
  /** Options with which it reads one from its standard input. */
  readonly inputs?: string;
  /** Environment variables. */
  readonly variables?: string;
  /** Only with this subcommand. */
  readonly verb?: RegExp;
  /** Words before a value that is one: `configure set aws_secret_access_key`. */
  readonly after?: RegExp;
  /** Its options stand behind subcommands. */
  readonly isAnywhere?: boolean;
  /** Options that name the host; without one it is this machine. */
  readonly hosts?: string;
  /** Nothing but a password can stand there: a few signs are one, too. */
  readonly isCertain?: true;
}

const registryLogin: SecretPlaces = {
  options: '-p --password',
  inputs: '--password-stdin',
  verb: /^login$/,
  isAnywhere: true,
};

/** Each by its own manual. */
const table: Readonly<Record<string, SecretPlaces>> = {
  'psql pgcli pg_dump pg_dumpall pg_restore createdb dropdb': {
    variables: 'PGPASSWORD',
    hosts: '-h PGHOST',
    isCertain: true,
  },
  'mysql mariadb mysqldump mariadb-dump mysqladmin mycli mysqlsh': {
    options: '-p --password',
    variables: 'MYSQL_PWD',
    hosts: '-h --host',
    isCertain: true,
  },
  'redis-cli valkey-cli': { options: '-a --pass', variables: 'REDISCLI_AUTH', hosts: '-h' },
  'mongosh mongo mongodump mongorestore mongoexport': { options: '-p --password', hosts: '--host -h' },
  'sqlcmd bcp': { options: '-P', variables: 'SQLCMDPASSWORD', hosts: '-S' },
  'cqlsh clickhouse-client': { options: '-p --password', hosts: '-h --host' },
  curl: {
    pairs: '-u --user -U --proxy-user',
    headers: '-H --header',
    cookies: '-b --cookie',
    options: '--oauth2-bearer',
  },
  wget: { options: '--password --http-password --ftp-password --proxy-password', headers: '--header' },
  'http https xh': { pairs: '-a --auth' },
  sshpass: { options: '-p', variables: 'SSHPASS', isCertain: true },
  sudo: { inputs: '-S --stdin', isCertain: true },
  'docker podman nerdctl buildah skopeo crane oras helm': registryLogin,
  az: { options: '-p --password', verb: /^login$/, isAnywhere: true },
  aws: {
    after: /^configure set (?:\S+\.)?(?:aws_secret_access_key|aws_session_token)$/,
    variables: 'AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN',
  },
  'vault bao': { after: /^login$/, variables: 'VAULT_TOKEN' },
  'gh glab': {
    isAnywhere: true,
    inputs: '--with-token --stdin',
    variables: 'GH_TOKEN GITHUB_TOKEN GITLAB_TOKEN',
  },
  'kubectl oc': { options: '--token --password', isAnywhere: true },
  'vercel netlify heroku fly flyctl railway wrangler supabase firebase doctl': {
    options: '--token --auth --access-token',
    isAnywhere: true,
    variables: 'VERCEL_TOKEN NETLIFY_AUTH_TOKEN HEROKU_API_KEY FLY_API_TOKEN CLOUDFLARE_API_TOKEN',
  },
  smbclient: { pairs: '-U --user', between: '%' },
  lftp: { pairs: '-u --user', between: ',' },
  'ldapsearch ldapmodify ldapadd ldapdelete': { options: '-w' },
  'mosquitto_pub mosquitto_sub': { options: '-P --pw', hosts: '-h --host' },
  'restic borg': { variables: 'RESTIC_PASSWORD BORG_PASSPHRASE' },
  twine: { options: '-p --password', variables: 'TWINE_PASSWORD' },
  'npm pnpm yarn': { after: /^(?:config )?set \S*_(?:authToken|auth|password)$/ },
  poetry: { after: /^config pypi-token\.\S+$/ },
};

const places = new Map(
  Object.entries(table).flatMap(([names, entry]) => names.split(' ').map((name) => [name, entry] as const)),
);

/** Words that stand for a secret, and those that everybody sets on a machine of their own. */
const noSecret =
  /x{6,}|\*{4,}|^(?:|-|[x*.]+|<.*>|\[.*\]|\{.*\}|%\w+%|(?:your|my|some|the)[-_ ].*|change_?me|pass(?:word|wd)?|pw|secret|token|none|null|true|false|postgres(?:ql)?|mysql|redis|root|admin|user|guest|test(?:ing|pass|password)?|dev|demo|example|dummy|fake|placeholder|foo|bar|sa|docker|minioadmin|default|local|oauth2?|x-access-token|git)$/i;

/** Programs that show or search text: an address among their words is reached by nobody. */
const printing: ReadonlySet<string> = new Set(
  'echo printf grep egrep fgrep rg ag sed awk jq cat test [ tee sort'.split(' '),
);

/** A secret that stands in the words stays in the transcript, in the history and in the list of processes. */
export function noteInlineSecrets(call: Call): void {
  const entry = places.get(call.program);
  if (entry && (entry.verb?.test(call.operand(0)) ?? true)) fromPlaces(call, entry);
  if (!printing.has(call.program)) fromAddresses(call);
}

function fromPlaces(call: Call, entry: SecretPlaces): void {
  const isLocal = entry.hosts !== undefined && hostsOf(call, entry.hosts).every(isLocalTarget);
  const atLeast = entry.isCertain ? shortestGiven : shortestSecret;
  const found = candidates(call, entry).filter(({ value }) => isSecret(value, atLeast));
  const places = new Map(found.map(({ where, value }) => [value, where]));
  for (const where of places.values()) report(call, where, isLocal || isLocalRequest(call));
}

interface Candidate {
  readonly where: string;
  readonly value: string;
}

function candidates(call: Call, entry: SecretPlaces): readonly Candidate[] {
  const { options, pairs, between = ':', headers, cookies, inputs, variables, after } = entry;
  return [
    ...each(options, (where) => literals(valuesOf(call, entry, where)).map((value) => ({ where, value }))),
    ...each(pairs, (where) =>
      literals(call.values(where)).map((value) => ({
        where,
        value: value.split(between).slice(1).join(between),
      })),
    ),
    ...each(headers, (where) =>
      literals(call.values(where)).map((value) => ({ where, value: secretOfHeader(value) })),
    ),
    ...each(cookies, (where) =>
      literals(call.values(where)).map((value) => ({ where, value: secretOfCookie(value) })),
    ),
    ...each(inputs, (where) =>
      isGiven(call, entry, where) ? [{ where: 'standard input', value: inputOf(call) }] : [],
    ),
    ...each(variables, (where) => literals(valuesOfVariable(call, where)).map((value) => ({ where, value }))),
    ...(after ? afterWords(call, after) : []),
  ];
}

function valuesOf(call: Call, { isAnywhere }: SecretPlaces, option: string): readonly Field[] {
  return isAnywhere ? valuesAnywhere(call, option) : call.values(option);
}

function isGiven(call: Call, { isAnywhere }: SecretPlaces, option: string): boolean {
  return isAnywhere ? call.argv.some(({ text }) => text === option) : call.has(option);
}

function each(
  names: string | undefined,
  found: (name: string) => readonly Candidate[],
): readonly Candidate[] {
  return (names ?? '').split(' ').filter(Boolean).flatMap(found);
}

/** What is told by the line itself. */
function literals(fields: readonly Field[]): readonly string[] {
  return fields.flatMap(({ text, dynamic }) => (dynamic || /[$`]/.test(text) ? [] : [text]));
}

function inputOf({ stdin }: Call): string {
  const text = stdin.origins.length > 0 ? '' : (stdin.text ?? '');
  return /[$`\s]/.test(text.trim()) ? '' : text.trim();
}

const secretHeader =
  /^\s*(?:authorization\s*:\s*(?:bearer|token|basic)\s+|(?:x-api-key|x-auth-token|private-token|api-key|apikey|x-access-token)\s*:\s*)(\S+)\s*$/i;

function secretOfHeader(header: string): string {
  const cookie = /^\s*cookie\s*:\s*(.+)$/is.exec(header)?.[1];
  return secretHeader.exec(header)?.[1] ?? secretOfCookie(cookie ?? '');
}

const ofSession = /sess|sid\b|auth|token|jwt|login|remember/i;

/** The value of the cookie that a server knows a login by; not of one that holds a choice. https://www.rfc-editor.org/rfc/rfc6265#section-4.2 */
function secretOfCookie(cookies: string): string {
  const pairs = cookies.split(';').map((pair) => /^\s*([^=\s]{1,200})=(.*?)\s*$/s.exec(pair) ?? []);
  const found = pairs.find(
    ([, name = '', value = '']) => ofSession.test(name) && value.length >= 16 && /\d/.test(value),
  );
  return found?.[2] ?? '';
}

function afterWords(call: Call, after: RegExp): readonly Candidate[] {
  const given = call.argv.slice(1).filter(({ text }) => !text.startsWith('-'));
  const words = given.map(({ text }) => text);
  const last = given.at(-1);
  const before = words.slice(0, -1).join(' ');
  return last && after.test(before) ? literals([last]).map((value) => ({ where: before, value })) : [];
}

/** `postgres://app:secret@db.internal`: in any program that is given an address. */
function fromAddresses(call: Call): void {
  for (const { text, dynamic } of call.argv) {
    if (dynamic || !text.includes('://')) continue;
    const [, password = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s:]*:([^/?#@\s$`]+)@/i.exec(text) ?? [];
    if (isSecret(password)) report(call, `address of ${hostOf(text) ?? 'a host'}`, isLocalTarget(text));
  }
}

const shortestSecret = 6;
const shortestGiven = 3;

function isSecret(value: string, atLeast = shortestSecret): boolean {
  return value.length >= atLeast && !noSecret.test(value);
}

/** What a client of the web asks for is on this machine. */
function isLocalRequest({ operands }: Call): boolean {
  const addresses = operands.filter(({ text }) => /^(?:https?:\/\/|localhost|127\.)/.test(text));
  return addresses.length > 0 && addresses.every(({ text }) => isLocalTarget(text));
}

function hostsOf(call: Call, hosts: string): readonly string[] {
  const addresses = call.operands.flatMap(
    ({ text }) => hostOf(text) ?? /(?:^|\s)host=(\S+)/.exec(text)?.[1] ?? [],
  );
  const given = hosts
    .split(' ')
    .flatMap((name) => (name.startsWith('-') ? call.values(name) : valuesOfVariable(call, name)));
  return [...addresses, ...given.map(({ text }) => text)];
}

function report(call: Call, where: string, isLocal: boolean): void {
  call.emit('read', `secret in the words: ${where}`, {
    zone: 'credentials',
    traits: isLocal ? ['inline', 'local-host'] : ['inline'],
  });
}
