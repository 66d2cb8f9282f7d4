import type { SecretKind } from '../secret-kind.ts';
import { quote, separator } from './assignment.ts';
import { isPlaceholder } from './placeholder.ts';
import { isCode, looksRandom, noSecret } from './random-value.ts';

/** Words in a name that promise a secret, in any case of letters. */
const names = [
  'passw',
  'passphrase',
  'passcode',
  '_pass',
  '-pass',
  '.pass',
  'pwd',
  'secret',
  'token',
  'apikey',
  'api_key',
  'api-key',
  'app_key',
  'access_key',
  'access-key',
  'accesskey',
  'private_key',
  'private-key',
  'privatekey',
  'priv_key',
  'privkey',
  'preshared_key',
  'presharedkey',
  'encryption_key',
  'encryptionkey',
  'signing_key',
  'signingkey',
  'license_key',
  'licensekey',
  'deploy_key',
  'master_key',
  'masterkey',
  'account_key',
  'account-key',
  'accountkey',
  'client-key-data',
  'auth_key',
  'auth-key',
  'authkey',
  'user_auth',
  'http_auth',
  'credential',
  'creds',
  'connection_string',
  'connectionstring',
  '__com',
];

/** Published on purpose, or no secret at all. */
const open = '(?<!publi[ck][_-]?|publishable[_-]?)';
const name = `${open}(?:${names.map((word) => word.replace('.', '\\.')).join('|')})([\\w.-]{0,40})`;
/** A value without quotes. */
const bare = '[^\\s"\'`,;&|<>(){}[\\]\\\\$][^\\s"\'`,;&|<>(){}[\\]\\\\]{3,1000}';

/** Secrets that only the name beside them gives away. */
export const assignedKinds: readonly SecretKind[] = [
  {
    // Up to the same quote again, or to the end of the text: it may have been cut.
    name: 'assigned-secret',
    keywords: names,
    pattern: new RegExp(
      `${name}${separator}(?<open>${quote})(?<secret>(?:(?!\\k<open>)[^\\s\\\\]){4,1000})(?:\\k<open>|$)`,
      'iy',
    ),
    accepts: isQuotedSecret,
  },
  {
    // In `set("NAME", "value")` and in markup the value follows without an operator.
    name: 'assigned-secret',
    keywords: names,
    pattern: new RegExp(
      `${name}(?:${quote},[ \\t]{0,3}|${quote}[ \\t]{1,3}value[ \\t]{0,2}=[ \\t]{0,2})(?<open>${quote})(?<secret>(?:(?!\\k<open>)[^\\s\\\\]){8,1000})\\k<open>`,
      'iy',
    ),
    accepts: (secret, match) => looksRandom(secret) && isQuotedSecret(secret, match),
  },
  {
    // A sentence of several words is a secret only where an environment is set.
    name: 'assigned-secret',
    keywords: names,
    pattern: new RegExp(`${name}=(?<open>["'])(?<secret>(?:(?!\\k<open>)[^\\n\\\\$]){4,300})\\k<open>`, 'iy'),
    accepts: (secret, match) => isEnvironment(match) && !isPlaceholder(secret) && namesItself(match),
  },
  {
    name: 'assigned-secret',
    keywords: names,
    pattern: new RegExp(
      `${name}${separator}(?:[|>][+-]?(?:\\r?\\n|\\\\n)[ \\t]{1,20})?(?=(?<secret>${bare}))\\k<secret>(?![([])`,
      'iy',
    ),
    accepts: isBareSecret,
  },
  {
    // https://www.w3.org/TR/xml/#sec-starttags
    name: 'assigned-secret',
    keywords: names,
    pattern: new RegExp(
      `${name}>(?:\\s|\\\\n){0,20}(?<secret>[^\\s<>"'\\\\]{4,1000})(?:\\s|\\\\n){0,20}</`,
      'iy',
    ),
    accepts: (secret, match) =>
      namesItself(match) && !isPlaceholder(secret) && (isPasswordName(match) || looksRandom(secret)),
  },
  {
    // A variable in a manifest: its name in one field, its value in the next.
    name: 'assigned-secret',
    keywords: names,
    pattern: new RegExp(
      `${name}(?:${quote})?,?(?:\\s|\\\\n){0,40}\\\\{0,3}["']?value\\\\{0,3}["']?\\s{0,3}[:=]\\s{0,3}\\\\{0,3}["']?(?<secret>[^\\s"'\\\\<>\${},]{4,1000})`,
      'iy',
    ),
    accepts: (secret, match) =>
      namesItself(match) && !isPlaceholder(secret) && (isPasswordName(match) || looksRandom(secret)),
  },
  {
    name: 'command-line-secret',
    keywords: names,
    pattern: new RegExp(
      `(?<=(?:^|[\\s"'\\x60(,=\\[])--?(?!no-)[\\w-]{0,30})${name}(?:[ =]|["'], ?)\\\\{0,2}["']?(?<secret>[^\\s"'$<(\\\\-][^\\s"'\\\\]{3,500})`,
      'iy',
    ),
    accepts: (secret, match) =>
      !isPlaceholder(secret) &&
      namesItself(match) &&
      (looksRandom(secret) || (isPasswordName(match) && !inSentence.test(secret))),
  },
  {
    // `?password=…`, `;Password=…;`, `user=app password=…`: no language assigns so.
    name: 'assigned-secret',
    keywords: ['passw', 'pwd'],
    pattern:
      /(?<=[?&;]|^|\\n|\n|user=\S{1,60} )(?:password|passwd|pwd)=(?<secret>[^\s"'`,;&<>(){}$\\]{4,200})/iy,
    accepts: (secret) => !isPlaceholder(secret) && !isCode(secret),
  },
  {
    // Any key of an environment: only where the value can be nothing else.
    name: 'assigned-secret',
    keywords: ['_key'],
    pattern: new RegExp(
      `(?<!PUBLIC|CACHE|PRIMARY|FOREIGN|SORT|PARTITION|INDEX|HOST|MAP)_KEY(?:_[0-9A-Z]{1,8})?${separator}(?:${quote})?(?<secret>[A-Za-z0-9_+/=-]{20,200})(?![\\w.])`,
      'y',
    ),
    accepts: (secret, match) =>
      !match.startsWith('_KEY_ID') && looksGenerated(secret) && !isPlaceholder(secret),
  },
  {
    // A personal access token in an environment.
    name: 'assigned-secret',
    keywords: ['_pat'],
    pattern: new RegExp(
      `_PAT(?![A-Za-z])(?:_[0-9A-Z]{1,8})?${separator}(?:${quote})?(?<secret>[A-Za-z0-9_+/=-]{20,200})(?![\\w.])`,
      'y',
    ),
    accepts: (secret) => looksGenerated(secret) && !isPlaceholder(secret),
  },
  {
    // https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2
    name: 'authorization-header',
    keywords: ['authorization'],
    pattern: new RegExp(
      `authorization${separator}(?:${quote})?(?:[a-z-]{1,20} )?(?<secret>[A-Za-z0-9._~@+/=-]{16,4000})`,
      'iy',
    ),
    accepts: (secret) => looksRandom(secret) && !isPlaceholder(secret),
  },
];

/** What follows where a sentence speaks of an option. */
const inSentence =
  /^(?:options?|flags?|arguments?|parameters?|values?|prompts?|files?|stdin|when|with|from|must|should|will|does|that|this|which|where|instead)\b/i;
/** Endings of names that still name the secret itself: `SECRET_KEY_BASE`, `token_2`, but not `tokenizer`. */
const ending =
  /^(?:word|ord|wd|d|phrase|s)?(?:[_.-]?(?:access|api|auth|base|base64|bot|client|data|dev|encoded|hash|hex|id|key|live|local|password|pem|prod|production|secret|staging|string|test|text|token|value|[0-9]{1,4}))*$/i;
/** Names whose words only sound like a secret. */
const harmless = /^(?:(?:credentials?[_-]?|secrets)id|tokens)$/i;

function isQuotedSecret(secret: string, match: string): boolean {
  if (isPlaceholder(secret) || isCode(secret) || !namesItself(match)) return false;
  if (isVague(match)) return looksGenerated(secret);
  return isPasswordName(match) ? !isIdentifier(secret) : secret.length >= 6 && looksRandom(secret);
}

/** Without quotes most values are code; in capitals they are an environment's. */
function isBareSecret(secret: string, match: string): boolean {
  if (isPlaceholder(secret) || isCode(secret) || !namesItself(match)) return false;
  if (isVague(match)) return looksGenerated(secret);
  if (/[^\x20-\x7e]/.test(secret)) return false;
  const leastLength = isPasswordName(match) ? 4 : 6;
  return isEnvironment(match)
    ? secret.length >= leastLength &&
        !noSecret.test(secret) &&
        !(/^[\w-]+: /.test(match) && isWord(match, secret))
    : looksRandom(secret) && secret.length >= leastLength + 2;
}

/** After a colon in capitals may stand code as well: `TOKEN: matchString`. */
function isWord(match: string, secret: string): boolean {
  return !isPasswordName(match) && /^[a-z]+(?:[A-Z][a-z]+)*$/.test(secret);
}

function isEnvironment(match: string): boolean {
  return /^[A-Z_-][A-Z0-9_-]*(?:=|: )/.test(match);
}

function isPasswordName(match: string): boolean {
  return /^(?:passw|passphrase|passcode|[_.-]pass|pwd)/i.test(match);
}

/** A source of gems, as bundler writes it in an environment: many are open. https://bundler.io/man/bundle-config.1.html */
function isVague(match: string): boolean {
  return /^__com/i.test(match);
}

function looksGenerated(secret: string): boolean {
  return (
    /^[a-f0-9]{8}:[a-f0-9]{8}$/.test(secret) ||
    (secret.length >= 20 &&
      looksRandom(secret) &&
      !/[.:/@ ]/.test(secret) &&
      !/[a-z]{5,}[-_]|[-_][a-z]{5,}/i.test(secret))
  );
}

function namesItself(match: string): boolean {
  const whole = /^[\w.-]+/.exec(match)?.[0] ?? '';
  if (harmless.test(whole)) return false;
  if (whole === whole.toUpperCase())
    return !/(?:NAME|_ID|FILE|PATH|URL|LENGTH|SIZE|TYPE|ALGORITHM)$/.test(whole);
  const stem = names.find((word) => whole.toLowerCase().startsWith(word)) ?? '';
  return ending.test(whole.slice(stem.length));
}

/** Words joined as programs join them: `current-password`, `passwordField`. */
function isIdentifier(text: string): boolean {
  return (
    /^[a-z]+(?:[-_.][a-z]+){0,8}$/.test(text) &&
    /pass|secret|token|field|input|label|type|required|current|new/.test(text)
  );
}
